import { isReadable } from '../model/record.js';
import type { Page, PullResponse, Put, Verdict } from '../protocol/messages.js';
import type { Answer, ServerPage, ServerRecord } from '../store/store.js';

function answerOf(verdict: Verdict): Answer {
  const { seq } = verdict;
  if (verdict.st === 'no') return { seq, status: 'refused', reason: verdict.code };
  if (verdict.st === 'noop') return { seq, status: 'no-effect' };
  return { seq, status: 'accepted', rev: verdict.rev, lost: verdict.st === 'lost' ? verdict.lost : [] };
}

export const answersOf = (results: PullResponse['results']): Readonly<Record<string, readonly Answer[]>> =>
  Object.fromEntries(Object.entries(results).map(([journey, verdicts]) => [journey, verdicts.map(answerOf)]));

export function pageOf(page: Page, from: string | undefined): ServerPage {
  return {
    journey: page.id,
    from,
    to: page.to,
    mode: page.mode,
    snap: page.snap,
    beginsReset: page.why !== undefined,
    isRestored: page.why === 'store' || page.why === 'ahead',
    more: page.more,
    puts: page.puts.map(recordOf),
    deletions: page.dels.map(({ t, id, space }) => ({ type: t, id, space })),
    sum: page.sum,
  };
}

/** Fields are checked here, at the border; what this version cannot read is kept for one that can. */
function recordOf({ t, id, space, rev, f, s }: Put): ServerRecord {
  return { type: t, id, space, rev, fields: f, stamps: s, readable: isReadable(t, f) };
}
