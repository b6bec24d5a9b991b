import type { Env } from '../env.js';
import type { Database } from './database.js';
import { openIdbDatabase } from './idb-database.js';
import { createRecordStore } from './record-store.js';
import type { Store } from './store.js';

/**
 * The store of one person on this device. Where the browser gives no storage (private windows,
 * sandboxed frames, blocked cookies) it is one in memory: all works, nothing outlives the page,
 * and `kind` says so.
 */
export async function openStore(name: string, env: Env): Promise<Store> {
  let database: Database | undefined;
  try {
    database = await openIdbDatabase(name);
    return await createRecordStore(database, env, name);
  } catch {
    // It may also open and then keep nothing: a disk that is full, a private window of an old browser.
    database?.close();
    return createRecordStore((await import('./memory-database.js')).createMemoryDatabase(), env);
  }
}

/**
 * Name of the database of one person of one tenant on one server. It is readable on purpose:
 * a hash could give two people the same.
 */
export const databaseNameOf = (server: string, tenant: string, person: string): string =>
  `cordee:1:${[server, tenant, person].map(encodeURIComponent).join(':')}`;
