import type { Id } from '../value/ids.js';

export const templateVersionStates = ['draft', 'trial', 'stable', 'deprecated', 'retired'] as const;
export type TemplateVersionState = (typeof templateVersionStates)[number];

export const journeysToBeStable = 30;
export const mostSkipsToBeStable = 0.4;

/** How a version went for those who finished it. */
export interface VersionRecord {
  readonly finishedJourneys: number;
  /** Of those journeys: how many met the step, and how many of these skipped it. */
  readonly steps: readonly { readonly step: Id; readonly met: number; readonly skipped: number }[];
}

/** Why a version may not be called stable. */
export type NotStable =
  | { readonly why: 'too-few-journeys'; readonly missing: number }
  | { readonly why: 'step-skipped'; readonly step: Id; readonly share: number };

/** What a version still lacks to be stable: 30 finished journeys, and no step that more than 40 % skip. */
export function whyNotStable({ finishedJourneys, steps }: VersionRecord): readonly NotStable[] {
  const missing = journeysToBeStable - finishedJourneys;
  return [
    ...(missing > 0 ? [{ why: 'too-few-journeys', missing } as const] : []),
    ...steps
      .filter(({ met, skipped }) => skipped / met > mostSkipsToBeStable)
      .map(({ step, met, skipped }) => ({ why: 'step-skipped', step, share: skipped / met }) as const),
  ];
}
