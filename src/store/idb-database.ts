import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { CordeeError, StorageError } from '../errors.js';
import { type CordeeSchema, idbVersion, upgrade } from './idb-schema.js';
import type { Database, DatabaseReader, DatabaseWriter, Key, TableName } from './database.js';

/** Opening must end: another tab that holds an old version could block it for ever. */
const openTimeoutMs = 3_000;
const reopenTries = 3;

/**
 * A database in IndexedDB. A connection that the browser dropped is opened anew, at most three
 * times in a row, and the transaction runs again; so a body must be one that may run twice.
 *
 * @throws StorageError `CORDEE_STORAGE_BLOCKED` when the browser gives no storage here.
 */
export async function openIdbDatabase(name: string): Promise<Database> {
  let connection: Promise<IDBPDatabase<CordeeSchema>> | undefined;
  let closed = false;

  const connect = (): Promise<IDBPDatabase<CordeeSchema>> =>
    (connection ??= open(name, () => (connection = undefined)).catch((error: unknown) => {
      connection = undefined;
      throw error;
    }));

  async function run<T>(
    tables: readonly TableName[],
    mode: 'readonly' | 'readwrite',
    durability: 'strict' | 'relaxed',
    body: (tx: DatabaseWriter) => Promise<T>,
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      if (closed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The database is closed.');
      try {
        return await transact(await connect(), tables, mode, durability, body);
      } catch (error) {
        if (!isLostConnection(error) || tries > reopenTries) throw asStorageError(error);
        connection = undefined;
      }
    }
  }

  await connect().catch((error: unknown) => {
    throw asStorageError(error);
  });
  return {
    kind: 'persistent',
    read: (tables, body) => run(tables, 'readonly', 'relaxed', body),
    write: (tables, durability, body) => run(tables, 'readwrite', durability, body),
    close() {
      closed = true;
      void connection?.then((database) => database.close(), () => undefined);
    },
    async destroy() {
      closed = true;
      (await connection?.catch(() => undefined))?.close();
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(asStorageError(request.error));
        // Another tab of ours closes on `versionchange`; an older one may keep it a while. The deletion stays asked for.
        request.onblocked = () => resolve();
      });
    },
  };
}

async function open(name: string, onLost: () => void): Promise<IDBPDatabase<CordeeSchema>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let givenUp = false;
  const opening = openDB<CordeeSchema>(name, idbVersion, {
    upgrade,
    terminated: onLost,
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      onLost();
    },
  });
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      givenUp = true;
      reject(new StorageError('CORDEE_STORAGE_BLOCKED', 'The database did not open: close the other tabs of this site and reload.'));
    }, openTimeoutMs);
  });
  void opening.then((database) => givenUp && database.close(), () => undefined);
  try {
    return await Promise.race([opening, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function transact<T>(
  database: IDBPDatabase<CordeeSchema>,
  tables: readonly TableName[],
  mode: IDBTransactionMode,
  durability: 'strict' | 'relaxed',
  body: (tx: DatabaseWriter) => Promise<T>,
): Promise<T> {
  const tx = database.transaction([...tables], mode as 'readwrite', { durability });
  // `done` settles on complete and rejects on abort; listened to from the start, so that an abort is never unhandled.
  const done = tx.done.then(() => undefined, (error: unknown) => ({ error }));
  let result: T;
  try {
    result = await body(mode === 'readwrite' ? writerOf(tx) : (readerOf(tx) as DatabaseWriter));
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // Already over: the reason is in `error`.
    }
    const failure = await done;
    // A body that failed because the transaction did: tell what happened to the transaction.
    throw failure?.error && isAbort(error) ? failure.error : error;
  }
  // Without this the browser waits a turn to see that nothing more is asked; a frozen tab would hold the others meanwhile.
  if (mode === 'readwrite') tx.commit();
  const failure = await done;
  if (failure) throw tx.error ?? failure.error;
  return result;
}

type Tx = IDBPTransaction<CordeeSchema, TableName[], 'readwrite'>;

const under = (prefix: Key): IDBKeyRange => IDBKeyRange.bound([...prefix], [...prefix, []]);

function readerOf(tx: Tx): DatabaseReader {
  return {
    get: (table, key) => tx.objectStore(table).get([...key]),
    async entries(table, prefix) {
      const store = tx.objectStore(table);
      const [keys, values] = await Promise.all([store.getAllKeys(under(prefix)), store.getAll(under(prefix))]);
      return keys.map((key, index) => [key, values[index]] as const);
    },
    keys: (table, prefix) => tx.objectStore(table).getAllKeys(under(prefix)),
  };
}

function writerOf(tx: Tx): DatabaseWriter {
  return {
    ...readerOf(tx),
    async put(table, key, value) {
      await tx.objectStore(table).put(value, [...key]);
    },
    delete: (table, key) => tx.objectStore(table).delete([...key]),
    deleteAll: (table, prefix) => tx.objectStore(table).delete(under(prefix)),
  };
}

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '');
const textOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.message : '');

const isAbort = (error: unknown): boolean => nameOf(error) === 'AbortError';

/** What browsers say when they dropped the connection under us; a new one is all that is needed. */
function isLostConnection(error: unknown): boolean {
  return (
    (nameOf(error) === 'InvalidStateError' && /clos/i.test(textOf(error))) ||
    /connection to indexed database server lost|without an in-progress transaction|connection is closing/i.test(textOf(error))
  );
}

function asStorageError(cause: unknown): unknown {
  if (cause instanceof CordeeError) return cause;
  const name = nameOf(cause);
  if (name === 'QuotaExceededError') {
    return new StorageError('CORDEE_STORAGE_FULL', 'The browser has no room left: free some space, then try again.', { cause });
  }
  if (name === 'SecurityError' || name === 'VersionError' || name === 'UnknownError' || name === 'InvalidStateError') {
    return new StorageError('CORDEE_STORAGE_BLOCKED', 'The browser gives no storage to this page.', { cause });
  }
  // A body's own error is the caller's business; anything the platform throws is storage.
  if (cause instanceof DOMException || cause === null || cause === undefined) {
    return new StorageError('CORDEE_STORAGE_FAILED', 'The browser could not store this.', { cause });
  }
  return cause;
}
