import { StorageError } from '../errors.js';
import type { DatabaseReader, DatabaseWriter, Durability, Key, TableName } from './database.js';
import { isAbort } from './idb-errors.js';

/** A transaction must end: another page may hold one and be frozen. */
const transactionTimeoutMs = 8_000;

/** What gives up each transaction whose body has not ended. */
export type Running = Set<() => void>;

export const interrupted = new Error('frozen');

/** Settles when the transaction is complete: a request that succeeded may still be undone, for want of room. */
export const transact = <T>(
  database: IDBDatabase,
  tables: readonly TableName[],
  mode: IDBTransactionMode,
  durability: Durability,
  body: (tx: DatabaseWriter) => Promise<T>,
  running: Running,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const tx = database.transaction(tables as TableName[], mode, { durability });
    let result: T;
    let failure: unknown;
    const abort = (): void => {
      try {
        tx.abort();
      } catch {
        // Already over, so nothing else will tell.
        reject((failure ?? tx.error) as Error);
      }
    };
    const timer = setTimeout(() => {
      reject(new StorageError('CORDEE_STORAGE_FAILED', 'Storing took too long: another page may hold the database.'));
      abort();
    }, transactionTimeoutMs);
    const interrupt = (): void => {
      clearTimeout(timer);
      failure = interrupted;
      abort();
    };
    running.add(interrupt);
    const settled = (): void => {
      clearTimeout(timer);
      running.delete(interrupt);
    };
    tx.oncomplete = () => {
      settled();
      resolve(result);
    };
    tx.onabort = () => {
      settled();
      reject((failure ?? tx.error ?? new DOMException('', 'AbortError')) as Error);
    };
    body(writerOf(tx)).then(
      (value) => {
        result = value;
        running.delete(interrupt);
        // Without this the browser waits a turn to see that nothing more is asked; a frozen tab would hold the others meanwhile.
        if (mode === 'readwrite') settle(() => tx.commit());
      },
      (error: unknown) => {
        // A body that failed because the transaction did: what happened to the transaction is told.
        if (!isAbort(error)) failure ??= error;
        abort();
      },
    );
  });

/** A transaction that is already over tells so itself. */
const settle = (run: () => void): void => {
  try {
    run();
  } catch {
    // `onabort` has the reason.
  }
};

const under = (prefix: Key, after?: number): IDBKeyRange =>
  IDBKeyRange.bound(after === undefined ? [...prefix] : [...prefix, after], [...prefix, []], after !== undefined);

const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });

function writerOf(tx: IDBTransaction): DatabaseWriter {
  const reader: DatabaseReader = {
    get: (table, key) => answerTo(tx.objectStore(table).get([...key])),
    values: (table, prefix, after) => answerTo(tx.objectStore(table).getAll(under(prefix, after))),
    count: (table, prefix) => answerTo(tx.objectStore(table).count(under(prefix))),
  };
  return {
    ...reader,
    put: (table, key, value) => void tx.objectStore(table).put(value, [...key]),
    delete: (table, key) => void tx.objectStore(table).delete([...key]),
    deleteAll: (table, prefix) => void tx.objectStore(table).delete(under(prefix)),
  };
}
