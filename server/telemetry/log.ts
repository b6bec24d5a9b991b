/** One line of the server's log: what happened, how often, how long. Never a word that somebody wrote, nor a name. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly tenant?: string;
  readonly code?: string;
  readonly [count: string]: string | number | boolean | undefined;
}

export type Log = (line: LogLine) => void;

/** What is known of a failure without its message, which could repeat what was sent. */
export function failureOf(error: unknown): { readonly name: string; readonly code?: string; readonly at?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frame = error.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim();
  return { name: error.name, ...code, ...(frame === undefined ? {} : { at: frame }) };
}
