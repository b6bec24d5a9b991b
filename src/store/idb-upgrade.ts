import { type IDBPTransaction, wrap } from 'idb';
import type { TableName } from './database.js';
import type { Upgrade } from './idb-schema.js';

/** Where version 1 kept each record under a key of its own. */
const records = 'base';
/** How many records become one entry of a log. */
const entryRecords = 500;

type Tables = IDBPTransaction<unknown, string[], 'versionchange'>;

/**
 * From version 1 to 2: the records of a journey become its log, which is packed when there is time.
 * What a step reads it writes in the same transaction, so one that is interrupted has not happened.
 */
export const upgrade: Upgrade = (database, tx) => {
  const tables = wrap(tx) as unknown as Tables;
  // Whoever opens is told by the transaction.
  tables.done.catch(() => undefined);
  bringOver(database, tables).catch(() => {
    try {
      tx.abort();
    } catch {
      // Already over.
    }
  });
};

async function bringOver(database: IDBDatabase, tables: Tables): Promise<void> {
  const table = (name: TableName | typeof records) => tables.objectStore(name);
  const head = new Map<string, number>();
  const writes: Promise<unknown>[] = [];
  let puts: unknown[] = [];
  let journey: string | undefined;
  const flush = (): void => {
    if (journey === undefined || puts.length === 0) return;
    const n = (head.get(journey) ?? 0) + 1;
    head.set(journey, n);
    writes.push(table('log').put({ n, puts, dels: [] }, [journey, n]));
    puts = [];
  };
  // A reset that was under way begins again: what it had set aside has the old shape.
  writes.push(table('staging').clear());
  for (let cursor = await table(records).openCursor(); cursor; cursor = await cursor.continue()) {
    const [next] = cursor.key as string[];
    if (next !== journey || puts.length >= entryRecords) flush();
    journey = next;
    puts.push(cursor.value);
  }
  flush();
  database.deleteObjectStore(records);
  await Promise.all([...writes, upgradeRows(tables, head)]);
}

async function upgradeRows(tables: Tables, head: Map<string, number>): Promise<void> {
  const rows = tables.objectStore('journeys');
  const grown = { version: 1, folded: 0, staged: 0, sums: undefined };
  for (let row = await rows.openCursor(); row; row = await row.continue()) {
    const [journey = ''] = row.key as string[];
    const kept = row.value as { readonly cursor?: string; readonly snap?: string };
    await row.update({
      ...kept,
      ...grown,
      journey,
      cursor: kept.snap === undefined ? kept.cursor : undefined,
      snap: undefined,
      head: head.get(journey) ?? 0,
    });
    head.delete(journey);
  }
  const unread = { cursor: undefined, snap: undefined, spaces: {}, nextSeq: 1, answeredSeq: 0, isGone: false };
  // What only this device holds may have no row yet.
  for (const [journey, last] of head) await rows.put({ journey, ...unread, ...grown, head: last }, [journey]);
}
