import { isDeviceOnly } from '../model/access/device-only.js';
import { emptyChecksum, toggleChecksum } from '../protocol/checksum.js';
import { deleteDigests, digestOf, putDigest } from './kept-digests.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { pagesOf } from './pages.js';
import type { Sums } from './rows.js';
import { keyOf, show } from './optimistic-view.js';
import type { Digest, ServerRecord } from './store.js';

/** So many entries are packed by the transaction that finds them; fewer wait for a quiet moment. */
const longLog = 64;

/** Forgets records, and leaves no page, no entry of the log and no extract that ever held them. */
export function removeAll(scope: ScopeTransaction, isGone: (record: ServerRecord) => boolean): void {
  for (const record of [...scope.records()]) if (isGone(record)) scope.remove(keyOf(record.type, record.id));
  scope.isForgetting = true;
}

/** Per space, how many records of the server are here with their checksum, after this transaction. */
export function sumsOf(scope: ScopeTransaction): Sums {
  const { base, row } = scope.from;
  const sums = new Map<string, readonly [number, string]>(Object.entries(row.sums ?? {}));
  const toggle = (record: ServerRecord | undefined, by: 1 | -1): void => {
    if (!record || isDeviceOnly(record.space)) return;
    const [count, sum] = sums.get(record.space) ?? [0, emptyChecksum];
    if (count + by === 0) sums.delete(record.space);
    else sums.set(record.space, [count + by, toggleChecksum(sum, { t: record.type, id: record.id, rev: record.rev })]);
  };
  if (!row.sums) for (const record of base.values()) toggle(record, 1);
  for (const [key, record] of scope.changed) {
    toggle(base.get(key), -1);
    toggle(record, 1);
  }
  return Object.fromEntries(sums);
}

/**
 * Counts what a transaction of the server's changed, and packs what must be or has grown long.
 *
 * @param digests Made of a journey that is all here.
 */
export async function seal(scope: ScopeTransaction, digests: readonly Digest[]): Promise<void> {
  const {
    changed,
    isForgetting,
    tx,
    nextVersion: version,
    row: { head, folded, journey },
  } = scope;
  if (changed.size > 0 || !scope.row.sums) scope.set({ sums: sumsOf(scope) });
  if (scope.isPacked || isForgetting || (changed.size > 0 && head - folded >= longLog)) {
    if (changed.size > 0) scope.set({ head: head + 1 });
    compact(scope);
  }
  if (isForgetting) await deleteDigests(tx, journey);
  if (digests.length === 0 || !scope.isWhole || version === scope.row.version) return;
  const base = new Map([...scope.records()].map((record) => [keyOf(record.type, record.id), record]));
  const records = show(journey, base, scope.pending);
  for (const digest of digests) putDigest(tx, digestOf(digest, records, version));
}

/** Writes pages and log anew as pages. What is held of the journey elsewhere stays right. */
export function compact(scope: ScopeTransaction): void {
  const {
    tx,
    row: { journey, head },
  } = scope;
  const records = [...scope.records()];
  tx.deleteAll('pages', [journey]);
  tx.deleteAll('log', [journey]);
  scope.pages = 0;
  for (const { space, part, n, records: packed } of pagesOf(records)) {
    tx.put('pages', [journey, space, part, n], packed);
    scope.pages += 1;
  }
  // What an older version kept of the first screen.
  tx.delete('extracts', ['first', journey]);
  scope.isPacked = true;
  scope.set({ folded: head });
  scope.count();
  tx.put('journeys', [journey], scope.row);
}
