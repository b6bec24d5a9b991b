import { StorageError } from '../errors.js';
import type { Database, DatabaseReader, DatabaseWriter, Key, TableName } from './database.js';

type Entry = readonly [key: Key, value: unknown];
type Tables = Map<TableName, Map<string, Entry>>;

/**
 * A database that ends with the page: for Node, for tests, for machines that keep no copy, and
 * where the browser gives no storage. Transactions run one after another; values are copied in
 * and out, as IndexedDB does.
 */
export function createMemoryDatabase(): Database {
  let tables: Tables = new Map();
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      if (closed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The database is closed.');
      return run();
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    kind: 'memory',
    read: (_tables, body) => inTurn(() => body(readerOf(tables))),
    write: (_tables, _durability, body) =>
      inTurn(async () => {
        const draft: Tables = new Map([...tables].map(([name, table]) => [name, new Map(table)]));
        const result = await body(writerOf(draft));
        tables = draft;
        return result;
      }),
    close() {
      closed = true;
    },
    async destroy() {
      closed = true;
      tables = new Map();
    },
  };
}

const nameOf = (key: Key): string => JSON.stringify(key);

function isUnder(key: Key, prefix: Key): boolean {
  return prefix.every((part, index) => key[index] === part);
}

/** Numbers before strings, as IndexedDB orders them. */
function compareKeys([a]: Entry, [b]: Entry): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    if (left === right) continue;
    if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

function readerOf(tables: Tables): DatabaseReader {
  const found = (table: TableName, prefix: Key): Entry[] =>
    [...(tables.get(table)?.values() ?? [])].filter(([key]) => isUnder(key, prefix)).toSorted(compareKeys);
  return {
    async get(table, key) {
      return structuredClone(tables.get(table)?.get(nameOf(key))?.[1]);
    },
    async entries(table, prefix) {
      return structuredClone(found(table, prefix));
    },
    async keys(table, prefix) {
      return found(table, prefix).map(([key]) => [...key]);
    },
  };
}

function writerOf(tables: Tables): DatabaseWriter {
  return {
    ...readerOf(tables),
    async put(table, key, value) {
      const rows = tables.get(table) ?? new Map<string, Entry>();
      rows.set(nameOf(key), [key, structuredClone(value)]);
      tables.set(table, rows);
    },
    async delete(table, key) {
      tables.get(table)?.delete(nameOf(key));
    },
    async deleteAll(table, prefix) {
      const rows = tables.get(table);
      for (const [name, [key]] of rows ?? []) if (isUnder(key, prefix)) rows?.delete(name);
    },
  };
}
