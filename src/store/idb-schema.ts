import { tableNames } from './database.js';

/** Raised by one for each shape that was released. */
export const idbVersion = 2;

/** Brings a database from an older shape, all in the transaction that opens it. */
export type Upgrade = (database: IDBDatabase, tx: IDBTransaction) => void;

/** Every table has out-of-line array keys and no index. */
export function createTables(database: IDBDatabase): void {
  for (const table of tableNames) if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
}
