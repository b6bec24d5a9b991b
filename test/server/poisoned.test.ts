import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { firstValueFrom, filter } from 'rxjs';
import { type SyncStorage, createSqlStorage, createSyncServer } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { LocalChange } from '../../src/store/store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { startSyncEngine } from '../../src/sync/sync-engine.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';
import { circle, company, journeyRecord, words } from './support.js';

const write = (journey: string, id: string): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space: `${journey}/circle`,
  fields: { ...words('ines', circle, `words of ${id}`), state: 'open', pinned: false },
});

/** The server, and a device that has written to two journeys while it had no network; what it sends goes through `way`. */
async function deviceWithChanges(
  t: TestContext,
  broken: (storage: SyncStorage) => SyncStorage,
  way: (body: string) => Response | undefined,
) {
  const storage = await createSqlStorage(await openMemoryDatabase(), () => 'x');
  const { app, service } = createSyncServer({
    storage: broken(storage),
    verifyToken: async () => ({ tenant: 't', person: 'ines', expiresAt: systemEnv.now() + 600_000 }),
  });
  for (const journey of ['J1', 'J2'])
    await service.provision({ tenant: 't', journey, records: [journeyRecord(journey), ...company] });
  const store = await createRecordStore(createMemoryDatabase(), systemEnv);
  for (const id of ['before', 'poison', 'after']) await store.commit('J1', [write('J1', id)]);
  for (const id of ['other-1', 'other-2']) await store.commit('J2', [write('J2', id)]);
  let pushes = 0;
  const adapter = createHttpAdapter({
    url: 'http://sync.test/',
    env: systemEnv,
    tokens: createTokenKeeper(async () => 'token', systemEnv),
    fetch: async (url, init) => {
      const isPush = String(url).endsWith('/push');
      if (isPush) pushes += 1;
      return (isPush && way(String(init?.body))) || app.request(String(url), init);
    },
  });
  const engine = startSyncEngine({
    store,
    adapter,
    env: systemEnv,
    connectivity: createTestConnectivity(),
    name: 'test',
  });
  t.after(async () => {
    await engine.close();
    store.close();
    await service.close();
    await storage.close();
  });
  await firstValueFrom(
    engine.status$.pipe(
      filter(
        ({ state, lastSyncedAt, lastError }) =>
          state === 'idle' && (lastSyncedAt !== undefined || lastError !== undefined),
      ),
    ),
  );
  const taken = async (journey: string): Promise<readonly string[]> =>
    (await store.records(journey))
      .list('topic')
      .filter(({ from }) => from === 'base')
      .map(({ id }) => id)
      .toSorted();
  return { store, taken, pushes: () => pushes };
}

test('[SY4] a change on which the server fails each time delays neither other journeys nor what is behind it in its own: all arrives in the same cycle', async (t) => {
  const { store, taken, pushes } = await deviceWithChanges(
    t,
    (storage) => ({
      ...storage,
      write: (scope, run) =>
        storage.write(scope, (writer) => {
          const save = writer.save.bind(writer);
          writer.save = async (place, changes) => {
            if (changes.records.some(({ id }) => id === 'poison')) throw new TypeError('a bug of ours');
            return save(place, changes);
          };
          return run(writer);
        }),
    }),
    () => undefined,
  );
  assert.deepEqual([await taken('J1'), await taken('J2'), pushes()], [['after', 'before'], ['other-1', 'other-2'], 1]);
  assert.deepEqual(
    (await store.tray()).map(({ reason, change }) => [reason, change.kind === 'set' && change.id]),
    [['invalid', 'poison']],
  );
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY4] a change that something on the way lets nothing through with delays no other journey: theirs arrives in the same cycle', async (t) => {
  const { store, taken } = await deviceWithChanges(
    t,
    (storage) => storage,
    (body) => (body.includes('words of poison') ? new Response('<h1>Blocked</h1>', { status: 403 }) : undefined),
  );
  assert.deepEqual([await taken('J1'), await taken('J2')], [['before'], ['other-1', 'other-2']]);
  assert.equal((await store.waiting()).pending, 2, 'what waits is kept');
});
