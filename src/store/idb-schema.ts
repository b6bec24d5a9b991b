import type { DBSchema, IDBPDatabase } from 'idb';
import { type TableName, tableNames } from './database.js';

/** Every table has out-of-line array keys and no index: a journey is read whole, by the front of its keys. */
export type CordeeSchema = DBSchema & Record<TableName, { key: (string | number)[]; value: unknown }>;

/** Raised by one for each step below. Steps only add. */
export const idbVersion = 1;

/** Brings a database of any older version to this one, step by step. */
export function upgrade(database: IDBPDatabase<CordeeSchema>, from: number): void {
  if (from < 1) for (const table of tableNames) database.createObjectStore(table);
}
