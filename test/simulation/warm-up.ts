import { NEVER } from 'rxjs';
import { fetchRecovery } from '../../src/store/fetch-recovery.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { alwaysConnected } from '../../src/sync/connectivity.js';
import { fetchPush } from '../../src/sync/fetch-push.js';
import { startSyncEngine } from '../../src/sync/sync-engine.js';
import { createTestEnv } from '../../src/testing/test-env.js';

let warming: Promise<void> | undefined;

/** Runs the product once: what it does at a first time only must not make a first run differ from a second. */
export const warmUp = (): Promise<void> =>
  (warming ??= (async () => {
    // A first run must not differ from a second by what it fetches.
    await Promise.all([fetchRecovery(), fetchPush()]);
    const env = createTestEnv();
    const store = await createRecordStore(createMemoryDatabase(), env);
    const away = (): Promise<never> => Promise.reject(new TypeError('No network.'));
    const engine = startSyncEngine({
      store,
      adapter: { push: away, pull: away, pokes$: NEVER },
      env,
      connectivity: alwaysConnected,
      name: 'warm-up',
    });
    await engine.syncNow();
    await engine.close();
    store.close();
  })());
