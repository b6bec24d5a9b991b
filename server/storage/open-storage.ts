import { randomUUID } from 'node:crypto';
import type { Env } from '../../src/env.js';
import { openFolderDatabase } from './folder-database.js';
import { createPostgresSignals } from './postgres-signals.js';
import { openPostgres } from './postgres.js';
import type { Signals } from './signals.js';
import type { Sql } from './sql.js';
import { createSqlStorage } from './sql-storage.js';
import type { SyncStorage } from './sync-storage.js';

export type StorageOptions =
  /** Folder of a database inside this process. */
  | { readonly dataFolder: string }
  /** Connection of the serving role to a PostgreSQL server. */
  | { readonly databaseUrl: string; readonly connections?: number | undefined };

export interface OpenedStorage {
  readonly storage: SyncStorage;
  /** Between the nodes of a PostgreSQL server. A folder has one process. */
  readonly signals: Signals | undefined;
  /** Writes a copy of a folder's database while it serves. A PostgreSQL server has its own ways. */
  readonly backUp: ((file: string) => Promise<void>) | undefined;
  /** What an acknowledged change survives, in a sentence. */
  readonly promise: string;
}

/** Opens the database that the server was told to use. */
export async function openStorage(options: StorageOptions, env: Pick<Env, 'after'>): Promise<OpenedStorage> {
  const [sql, backUp] = await openDatabase(options);
  try {
    const storage = await createSqlStorage(sql, randomUUID);
    const signals = 'databaseUrl' in options ? createPostgresSignals({ url: options.databaseUrl, env }) : undefined;
    return { storage, signals, promise: sql.promise, backUp };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function openDatabase(options: StorageOptions): Promise<readonly [Sql, OpenedStorage['backUp']]> {
  if ('databaseUrl' in options)
    return [await openPostgres({ url: options.databaseUrl, connections: options.connections }), undefined];
  const sql = await openFolderDatabase(options.dataFolder);
  return [sql, sql.backUp];
}
