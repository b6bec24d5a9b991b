import { randomUUID } from 'node:crypto';
import type { Env } from '../src/env.js';
import { openFolderDatabase } from './folder-database.js';
import { createPostgresSignals } from './postgres-signals.js';
import { openPostgres } from './postgres.js';
import type { Signals } from './signals.js';
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
  /** What an acknowledged change survives, in a sentence. */
  readonly promise: string;
}

/** Opens the database that the server was told to use. */
export async function openStorage(options: StorageOptions, env: Pick<Env, 'after'>): Promise<OpenedStorage> {
  const sql = 'databaseUrl' in options
    ? await openPostgres({ url: options.databaseUrl, connections: options.connections })
    : await openFolderDatabase(options.dataFolder);
  try {
    const storage = await createSqlStorage(sql, randomUUID);
    const signals = 'databaseUrl' in options ? createPostgresSignals({ url: options.databaseUrl, env }) : undefined;
    return { storage, signals, promise: sql.promise };
  } catch (error) {
    await sql.close();
    throw error;
  }
}
