import type { TableName } from './database.js';
import type { Upgrade } from './idb-schema.js';

/** Where version 1 kept each record under a key of its own. */
const records = 'base';

/**
 * From version 1 to 2: the records of a journey become its log, which is packed when there is time.
 * What a step reads it writes in the same transaction, so one that is interrupted has not happened.
 */
export const upgrade: Upgrade = (database, tx) => {
  const head = new Map<string, number>();
  let puts: unknown[] = [];
  let journey: string | undefined;
  const store = (table: TableName): IDBObjectStore => tx.objectStore(table);
  const flush = (): void => {
    if (journey === undefined || puts.length === 0) return;
    const n = (head.get(journey) ?? 0) + 1;
    head.set(journey, n);
    store('log').put({ n, puts, dels: [] }, [journey, n]);
    puts = [];
  };
  // A reset that was under way begins anew: what it had set aside has the old shape.
  store('staging').clear();
  tx.objectStore(records).openCursor().onsuccess = ({ target }) => {
    const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
    const next = cursor ? (cursor.key as string[])[0] : undefined;
    if (next !== journey || puts.length >= 500) flush();
    journey = next;
    if (cursor) {
      puts.push(cursor.value);
      cursor.continue();
      return;
    }
    database.deleteObjectStore(records);
    store('journeys').openCursor().onsuccess = (event) =>
      upgradeRow((event.target as IDBRequest<IDBCursorWithValue | null>).result, head, store('journeys'));
  };
};

function upgradeRow(row: IDBCursorWithValue | null, head: Map<string, number>, rows: IDBObjectStore): void {
  const grown = { version: 1, folded: 0, staged: 0, sums: undefined };
  if (!row) {
    // What only this device holds may have no row yet.
    for (const [journey, last] of head) {
      rows.put(
        {
          journey,
          cursor: undefined,
          snap: undefined,
          spaces: {},
          nextSeq: 1,
          answeredSeq: 0,
          isGone: false,
          ...grown,
          head: last,
        },
        [journey],
      );
    }
    return;
  }
  const [journey = ''] = row.key as string[];
  const kept = row.value as { readonly cursor?: string; readonly snap?: string };
  row.update({
    ...kept,
    ...grown,
    journey,
    cursor: kept.snap === undefined ? kept.cursor : undefined,
    snap: undefined,
    head: head.get(journey) ?? 0,
  });
  head.delete(journey);
  row.continue();
}
