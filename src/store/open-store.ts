import type { Env } from '../env.js';
import { openIdbDatabase } from './idb-database.js';
import { createRecordStore } from './record-store.js';
import type { Store } from './store.js';

/**
 * The store of one person on this device. Where the browser gives no storage (private windows,
 * sandboxed frames, blocked cookies) it is one in memory: all works, nothing outlives the page,
 * and `kind` says so.
 */
export async function openStore(name: string, env: Env): Promise<Store> {
  const database = await openIdbDatabase(name).catch(async () => (await import('./memory-database.js')).createMemoryDatabase());
  return createRecordStore(database, env, name);
}

/**
 * Name of the database of one person of one tenant on one server. It is readable on purpose:
 * a hash could give two people the same.
 */
export const databaseNameOf = (server: string, tenant: string, person: string): string =>
  `cordee:1:${[server, tenant, person].map(encodeURIComponent).join(':')}`;
