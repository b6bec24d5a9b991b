import { isDeviceOnly } from '../model/access/device-only.js';
import type { Id } from '../model/value/ids.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { removeAll } from './compaction.js';
import { sendAgain } from './send-again.js';
import { type ScopeTransactions, type StagedPage, type StoreReset, forgetStaged } from './apply-pull.js';
import { keyOf } from './optimistic-view.js';
import type { ServerRecord } from './store.js';

/** [ST11] Sets a page of a journey that comes anew aside: the view keeps working on the old records until the last one, which takes their place. */
export const storeReset: StoreReset = async (scopes, scope, page, person) => {
  const { tx } = scopes;
  const { journey, staged } = scope.row;
  const { more, puts, deletions, isRestored = false } = page;
  if (more) {
    scope.set({ staged: staged + 1 });
    tx.put('staging', [journey, staged + 1], { puts, deletions, isRestored } satisfies StagedPage);
    return;
  }
  await swapIn(scopes, scope, [...((await tx.values('staging', [journey])) as readonly StagedPage[]), page], person);
  scope.isTold = true;
};

async function swapIn(
  scopes: ScopeTransactions,
  scope: ScopeTransaction,
  pages: readonly StagedPage[],
  person: Id | undefined,
): Promise<void> {
  const next = new Map<string, ServerRecord>();
  for (const { puts, deletions } of pages) {
    for (const { type, id, space } of deletions)
      if (next.get(keyOf(type, id))?.space === space) next.delete(keyOf(type, id));
    for (const record of puts) next.set(keyOf(record.type, record.id), record);
  }
  const isGone = ({ type, id, space }: ServerRecord): boolean => !isDeviceOnly(space) && !next.has(keyOf(type, id));
  const lost =
    pages.some(({ isRestored }) => isRestored) && person !== undefined
      ? [...scope.records()].filter((record) => isGone(record) && record.fields['by'] === person)
      : undefined;
  forgetStaged(scope);
  removeAll(scope, isGone);
  for (const record of next.values()) scope.put(record);
  if (lost) await sendAgain(scopes, scope, lost);
}
