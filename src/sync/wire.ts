import { isReadable } from '../model/record.js';
import { limits } from '../protocol/limits.js';
import type { Operation, Page, PullResponse, Put, Transaction, Verdict } from '../protocol/messages.js';
import type { Answer, PendingChange, ServerPage, ServerRecord } from '../store/store.js';

/** A waiting change as it travels. */
export function operationOf({ change, seq, raw, clk, seen }: PendingChange): Operation {
  const written = { seq, raw, clk };
  switch (change.kind) {
    case 'set':
      return { k: 'set', ...written, t: change.type, id: change.id, space: change.space, f: change.fields, seen };
    case 'delete':
      return { k: 'del', ...written, t: change.type, id: change.id };
    case 'command':
      return { k: 'do', ...written, name: change.name, args: change.args };
  }
}

/**
 * The first changes that fit one push: whole transactions, in their order.
 *
 * @param maxOps Fewer after the server said that a push was too large.
 */
export function firstBatch(pending: readonly PendingChange[], maxOps: number = limits.pushOps): readonly Transaction[] {
  const batch: Transaction[] = [];
  let ops = 0;
  let bytes = 0;
  for (const group of transactionsOf(pending)) {
    // Text can take three bytes a character.
    bytes += JSON.stringify(group).length * 3;
    ops += group.ops.length;
    if (batch.length > 0 && (ops > maxOps || bytes > limits.pushBytes)) break;
    batch.push(group);
  }
  return batch;
}

function transactionsOf(pending: readonly PendingChange[]): readonly Transaction[] {
  const groups: { tx: string; journey: string; ops: Operation[] }[] = [];
  for (const change of pending) {
    const last = groups.at(-1);
    // More than the server takes at once cannot be one transaction: sent whole it would stop all that is behind it.
    if (last?.tx === change.tx && last.journey === change.journey && last.ops.length < limits.txOps) last.ops.push(operationOf(change));
    else groups.push({ tx: change.tx, journey: change.journey, ops: [operationOf(change)] });
  }
  return groups;
}

export function answerOf(verdict: Verdict): Answer {
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
