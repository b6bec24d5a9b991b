import type { Env } from '../env.js';
import { CordeeError } from '../errors.js';
import type { Database } from './database.js';
import { fetchRecovery } from './fetch-recovery.js';
import { openIdbDatabase } from './idb-database.js';
import { isOutdated } from './idb-errors.js';
import { type StoreOptions, createRecordStore } from './record-store.js';
import type { Store } from './store.js';

export interface OpenOptions extends Pick<StoreOptions, 'digests'> {
  /** `nothing`: in memory from the beginning, by choice. */
  readonly keep?: 'device' | 'nothing' | undefined;
  /** Puts something between the store and its database. */
  readonly wrap?: ((database: Database) => Database) | undefined;
}

/**
 * The store of one person on this device. Where the browser gives no storage (private windows,
 * sandboxed frames, blocked cookies, a newer database of ours) it is one in memory: all works,
 * nothing outlives the page, and `health$` says so.
 */
export async function openStore(
  name: string,
  env: Env,
  { keep, digests, wrap = (database) => database }: OpenOptions = {},
): Promise<Store> {
  const inMemory = async (error?: unknown): Promise<Store> =>
    createRecordStore(wrap((await fetchRecovery()).createMemoryDatabase()), env, undefined, {
      digests,
      error: error instanceof CordeeError ? error.code : undefined,
      isOutdated: isOutdated(error),
    });
  if (keep === 'nothing') return inMemory();
  let database: Database | undefined;
  try {
    database = wrap(await openIdbDatabase(name));
    return await createRecordStore(database, env, name, { digests });
  } catch (error) {
    // It may also open and then keep nothing: a disk that is full, a private window of an old browser.
    database?.close();
    return inMemory(error);
  }
}

/**
 * Name of the database of one person of one tenant on one server. It is readable on purpose:
 * a hash could give two people the same.
 */
export const databaseNameOf = (server: string, tenant: string, person: string): string =>
  `cordee:1:${[server, tenant, person].map(encodeURIComponent).join(':')}`;
