import { StorageError } from '../errors.js';
import type { Database, DatabaseWriter, Durability, TableName } from './database.js';
import { asStorageError, isAbort, isLostConnection } from './idb-errors.js';
import { type Upgrade, createTables, idbVersion } from './idb-schema.js';
import { type Running, interrupted, transact } from './idb-transaction.js';

/** Opening must end: another tab that holds an old version could block it for ever. A disk that is only slow gets more time. */
const blockedTimeoutMs = 2_500;
const openTimeoutMs = 6_000;
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
