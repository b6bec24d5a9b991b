let prefix = 'cordee';

/** The first part of every tag, `cordee` unless {@link usePrefix} was called. */
export const tagPrefix = (): string => prefix;

/** Gives our tags another first part, in what is defined and in what elements render. Call it before any element renders. */
export function usePrefix(next: string): void {
  prefix = next;
}
