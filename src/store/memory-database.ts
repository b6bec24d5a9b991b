import type { Database, DatabaseReader, DatabaseWriter, Key, TableName } from './database.js';
import { toJson } from '../util/to-json.js';

type Entry = readonly [key: Key, value: unknown];
type Tables = Map<TableName, Map<string, Entry>>;

/**
 * A database that ends with the page: for Node, for tests, for machines that keep no copy, and
 * where the browser gives no storage. Transactions run one after another; values are copied in
 * and out, as IndexedDB does. Several stores may share one, as tabs do; it lasts as long as
 * somebody holds it.
 */
export function createMemoryDatabase(): Database {
  let tables: Tables = new Map();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    kind: 'memory',
    read: (_tables, body) => inTurn(() => body(readerOf(tables))),
    write: (_tables, _durability, body) =>
      inTurn(async () => {
        const scope: Tables = new Map();
        const result = await body(writerOf(tables, scope));
        tables = new Map([...tables, ...scope]);
        return result;
      }),
    close: () => undefined,
    async destroy() {
      tables = new Map();
    },
  };
}

const nameOf = (key: Key): string => toJson(key);

const isUnder = (key: Key, prefix: Key): boolean => prefix.every((part, index) => key[index] === part);

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
    [...(tables.get(table)?.values() ?? [])].filter(([key]) => isUnder(key, prefix));
  return {
    async get(table, key) {
      return structuredClone(tables.get(table)?.get(nameOf(key))?.[1]);
    },
    async values(table, prefix, after) {
      return found(table, prefix)
        .filter(([key]) => after === undefined || Number(key[prefix.length]) > after)
        .toSorted(compareKeys)
        .map(([, value]) => structuredClone(value));
    },
    async count(table, prefix) {
      return found(table, prefix).length;
    },
  };
}

/** Copies a table before it is first written to, so that a transaction that fails leaves the others as they were. */
function writerOf(tables: Tables, scope: Tables): DatabaseWriter {
  const rowsOf = (table: TableName): Map<string, Entry> => {
    const rows = scope.get(table) ?? new Map(tables.get(table));
    scope.set(table, rows);
    return rows;
  };
  const reader = (): DatabaseReader => readerOf(new Map([...tables, ...scope]));
  return {
    get: (table, key) => reader().get(table, key),
    values: (table, prefix, after) => reader().values(table, prefix, after),
    count: (table, prefix) => reader().count(table, prefix),
    put: (table, key, value) => void rowsOf(table).set(nameOf(key), [key, structuredClone(value)]),
    delete: (table, key) => void rowsOf(table).delete(nameOf(key)),
    deleteAll(table, prefix) {
      const rows = rowsOf(table);
      for (const [name, [key]] of rows) if (isUnder(key, prefix)) rows.delete(name);
    },
  };
}
