import type { ScopeTransactions } from './apply-pull.js';
import type { DatabaseReader } from './database.js';
import { censusOf, readRows } from './rows.js';
import type { StoredScopeFacts } from './store.js';

/** What the rows tell of the scopes that are on this device, without opening one. */
export async function readScopeFacts(
  tx: DatabaseReader,
  held: { readonly has: (journey: string) => boolean },
): Promise<readonly StoredScopeFacts[]> {
  return (await readRows(tx))
    .filter(({ isGone }) => !isGone)
    .map((row): StoredScopeFacts => {
      const { journey, version, sums, mismatchedAt } = row;
      const own = censusOf(row)?.own;
      const given = sums && Object.values(sums).reduce((total, [count]) => total + count, 0);
      return {
        journey,
        version,
        mismatchedAt,
        isHeld: held.has(journey),
        records: given === undefined || own === undefined ? undefined : given + own,
      };
    });
}

/** [SP12] Notes that a scope is to be on this device, and wakes the sync. */
export const takeScope =
  (scope: string) =>
  async ({ of, noteWaiting }: Pick<ScopeTransactions, 'of' | 'noteWaiting'>): Promise<void> => {
    (await of(scope)).set({ isGone: false });
    noteWaiting();
  };
