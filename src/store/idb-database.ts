import { CordeeError, StorageError } from '../errors.js';
import type { Database, DatabaseReader, DatabaseWriter, Durability, Key, TableName } from './database.js';
import { type Upgrade, createTables, idbVersion } from './idb-schema.js';

/** Opening must end: another tab that holds an old version could block it for ever. A disk that is only slow gets more time. */
const blockedTimeoutMs = 2_500;
const openTimeoutMs = 6_000;
/** So must a transaction: another page may hold one and be frozen. */
const transactionTimeoutMs = 8_000;
const reopenTries = 3;

/**
 * A database in IndexedDB. A connection that the browser dropped is opened anew, at most three
 * times in a row, and the transaction runs again; so a body must be one that may run twice.
 *
 * @throws StorageError `CORDEE_STORAGE_BLOCKED` when the browser gives no storage here.
 */
export async function openIdbDatabase(name: string): Promise<Database> {
  let connection: Promise<IDBDatabase> | undefined;
  let closed = false;
  const running: Running = new Set();
  // A page that freezes in the middle of a transaction would hold all others up: it gives it up, and begins none until it thaws.
  let thaw: Promise<void> | undefined;
  const onFreeze = (): void => {
    thaw ??= new Promise((resolve) => {
      page?.addEventListener(
        'resume',
        () => {
          thaw = undefined;
          resolve();
        },
        { once: true },
      );
    });
    running.forEach((interrupt) => interrupt());
  };
  const page = globalThis.document;
  page?.addEventListener('freeze', onFreeze);
  const end = (): void => {
    closed = true;
    page?.removeEventListener('freeze', onFreeze);
  };

  const forget = (): void => {
    connection = undefined;
  };
  const lose = (): void => {
    if (!closed) database.onLost?.();
  };
  const outdate = (): void => database.onOutdated?.();
  const connect = (): Promise<IDBDatabase> =>
    (connection ??= open(name, forget, lose, outdate)
      // An older shape is left as it is until what brings it over is here.
      .catch(async (error: unknown) =>
        error === isOlder
          ? open(name, forget, lose, outdate, (await import('./idb-upgrade.js')).upgrade)
          : Promise.reject(error as Error),
      )
      .catch((error: unknown) => {
        connection = undefined;
        throw error;
      }));

  async function run<T>(
    tables: readonly TableName[],
    mode: IDBTransactionMode,
    durability: Durability,
    body: (tx: DatabaseWriter) => Promise<T>,
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      if (closed) throw new StorageError('CORDEE_STORAGE_FAILED', 'The store is closed.');
      const using = connection;
      try {
        const opened = await connect();
        if (thaw) await thaw;
        return await transact(opened, tables, mode, durability, body, running);
      } catch (error) {
        if (error === interrupted) continue;
        const wasLost = isLostConnection(error) || (using !== undefined && using !== connection && isAbort(error));
        if (!wasLost || tries > reopenTries) throw asStorageError(error);
        connection = undefined;
      }
    }
  }

  const database: Database = {
    kind: 'persistent',
    read: (tables, body) => run(tables, 'readonly', 'relaxed', body),
    write: (tables, durability, body) => run(tables, 'readwrite', durability, body),
    close() {
      end();
      void connection?.then(
        (opened) => opened.close(),
        () => undefined,
      );
    },
    async destroy() {
      end();
      (await connection?.catch(() => undefined))?.close();
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(asStorageError(request.error) as Error);
        // Another tab of ours closes on `versionchange`; an older one may keep it a while. The deletion stays asked for.
        request.onblocked = () => resolve();
      });
    },
  };
  await connect().catch((error: unknown) => {
    throw asStorageError(error);
  });
  return database;
}

/** What gives up each transaction whose body has not ended. */
type Running = Set<() => void>;

const interrupted = new Error('frozen');
const isOlder = new Error('older');

const open = (
  name: string,
  onClosed: () => void,
  onLost: () => void,
  onOutdated: () => void,
  upgrade?: Upgrade,
): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, idbVersion);
    let givenUp = false;
    const giveUp = (): void => {
      givenUp = true;
      reject(
        new StorageError(
          'CORDEE_STORAGE_BLOCKED',
          'The database did not open: close the other tabs of this site and reload.',
        ),
      );
    };
    let timer = setTimeout(giveUp, openTimeoutMs);
    request.onblocked = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, blockedTimeoutMs);
    };
    request.onupgradeneeded = ({ oldVersion }) => {
      // Nobody blocks us any more: what has to be brought over may take its time.
      clearTimeout(timer);
      const { result, transaction } = request;
      if (oldVersion > 0 && !upgrade) {
        reject(isOlder);
        transaction?.abort();
        return;
      }
      createTables(result);
      if (oldVersion > 0 && transaction) upgrade?.(result, transaction);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error as Error);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (givenUp) database.close();
      database.onclose = () => {
        onClosed();
        onLost();
      };
      // A newer page of ours, or one that deletes: what runs ends, then we let go.
      database.onversionchange = ({ newVersion }) => {
        database.close();
        onClosed();
        if (newVersion !== null && newVersion > database.version) onOutdated();
      };
      resolve(database);
    };
  });

/** Settles when the transaction is complete: a request that succeeded may still be undone, for want of room. */
const transact = <T>(
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
      reject(
        new StorageError(
          'CORDEE_STORAGE_FAILED',
          'The browser took too long to store this: another page may hold the database.',
        ),
      );
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

/** What an error says of itself; nothing, of what is none. */
const said = (error: unknown): Pick<Error, 'name' | 'message'> =>
  error instanceof Error || error instanceof DOMException ? error : { name: '', message: '' };

const isAbort = (error: unknown): boolean => said(error).name === 'AbortError';

/** What browsers say when they dropped the connection under us; a new one is all that is needed. */
function isLostConnection(error: unknown): boolean {
  const { name, message } = said(error);
  return (
    (name === 'InvalidStateError' && /clos/i.test(message)) ||
    /connection to indexed database server lost|without an in-progress transaction|connection is closing/i.test(message)
  );
}

/** Whether a store did not open because a newer version of ours has been here. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof CordeeError && said(error.cause).name === 'VersionError';

function asStorageError(cause: unknown): unknown {
  if (cause instanceof CordeeError) return cause;
  const { name } = said(cause);
  if (name === 'QuotaExceededError') {
    return new StorageError('CORDEE_STORAGE_FULL', 'The browser has no room left: free some space, then try again.', {
      cause,
    });
  }
  if (['SecurityError', 'VersionError', 'UnknownError', 'InvalidStateError'].includes(name)) {
    return new StorageError('CORDEE_STORAGE_BLOCKED', 'The browser gives no storage to this page.', { cause });
  }
  // A body's own error is the caller's business; anything the platform throws is storage.
  if (cause instanceof DOMException || cause === null || cause === undefined) {
    return new StorageError('CORDEE_STORAGE_FAILED', 'The browser could not store this.', { cause });
  }
  return cause;
}
