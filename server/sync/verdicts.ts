import type { PushResponse, Verdict } from '../../src/protocol/messages.js';
import type { VerdictRow } from '../storage/sync-storage.js';

/** A stored verdict as it travels. */
export function verdictOf({ seq, st, rev, code, lost }: VerdictRow): Verdict {
  switch (st) {
    case 'ok':
      return { seq, st, rev: rev ?? 0 };
    case 'lost':
      return { seq, st, rev: rev ?? 0, lost: [...(lost ?? [])] };
    case 'noop':
      return { seq, st };
    case 'no':
      return { seq, st, code: code ?? 'invalid' };
  }
}

/** What a device has been answered, by journey, as it travels. */
export const answersByJourney = (
  lastSeq: ReadonlyMap<string, number>,
  results: ReadonlyMap<string, Verdict[]>,
): Pick<PushResponse, 'lastSeq' | 'results'> => ({
  lastSeq: Object.fromEntries(lastSeq),
  results: Object.fromEntries(results),
});
