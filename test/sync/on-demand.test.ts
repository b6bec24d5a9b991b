import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER } from 'rxjs';
import { createSqlStorage, createSyncServer, openMemoryDatabase } from '../../server/index.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import { isOnDemand } from '../../src/model/scope/scope-key.js';
import { scopeKinds, scopeOf } from '../../src/model/scope/scope-kind.js';
import { scopeRules } from '../../src/model/scope/scope-rules.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';

const tenant = 'acme';
const file = scopeOf('coach-file', 'nils');
const practice = scopeOf('practice', 'coaches');
const candidate = (reason: string) => ({
  type: 'coachFile' as const,
  id: 'f-nils',
  fields: {
    candidate: 'nils',
    state: 'interview',
    stages: [{ name: 'interview', at: '2026-11-12T17:42:00.000Z', decider: 'theo', reason }],
  },
});
const meeting = {
  type: 'practiceMeeting' as const,
  id: 'pm-1',
  fields: {
    theme: 'Silence',
    host: 'theo',
    at: '2026-11-12T17:42:00.000Z',
    timeZone: 'Europe/Paris',
    minutes: 60,
    state: 'planned',
    attendees: [],
  },
};

/** A real server, and a device whose answers are read by the test before it gets them. */
async function start() {
  const sql = await openMemoryDatabase();
  const server = createSyncServer({
    storage: await createSqlStorage(sql, () => 'store-1'),
    verifyToken: async (person) => ({ tenant, person, expiresAt: Date.now() + 600_000 }),
  });
  const { service } = server;
  await service.provision({ tenant, journey: file, records: [candidate('phalarope')] });
  await service.provision({ tenant, journey: practice, records: [meeting] });
  const bodies: string[] = [];
  const store = await createRecordStore(createMemoryDatabase(), systemEnv);
  const adapter = createHttpAdapter({
    url: 'http://sync.test/',
    env: systemEnv,
    tokens: createTokenKeeper(async () => 'theo', systemEnv),
    fetch: async (input, init) => {
      const { headers = {}, body } = init ?? {};
      const response = await server.app.fetch(
        new Request(String(input), { method: 'POST', headers: { ...headers }, body: String(body) }),
      );
      const text = await response.text();
      bodies.push(text);
      const { status } = response;
      return new Response(text, { status });
    },
  });
  const client = await createCordee({
    url: 'http://sync.test/',
    user: { tenant, id: 'theo' },
    getToken: async () => 'theo',
    store,
    adapter: { ...adapter, pokes$: NEVER },
    connectivity: createTestConnectivity(),
  });
  const reasons = async () =>
    (await store.records(file)).list('coachFile').flatMap(({ fields }) => JSON.stringify(fields['stages']));
  const grant = { tenant, scope: file, space: `${file}/main`, to: { kind: 'person' as const, person: 'theo' } };
  await service.grant(grant);
  await service.grant({ ...grant, scope: practice, space: `${practice}/main` });
  await client.sync.syncNow();
  await client.sync.syncNow();
  return { client, store, bodies, reasons, grant, service, server };
}

test('[SP12] what is on demand is what the registry says', () => {
  for (const kind of scopeKinds)
    assert.equal(
      isOnDemand(kind === 'journey' ? 'j' : kind === 'template' ? 'template:t:1.0.0' : scopeOf(kind, 'x')),
      scopeRules[kind].residence === 'on demand',
      kind,
    );
});

test('[SP12] no record of a scope on demand travels before it is opened, and what is resident is there', async () => {
  const { client, store, bodies, reasons, server, service } = await start();
  await service.provision({ tenant, journey: file, records: [candidate('phalarope again')] });
  await client.sync.syncNow();
  assert.ok(
    bodies.some((body) => body.includes(file)),
    'it is named',
  );
  assert.ok(bodies.every((body) => !body.includes('phalarope')));
  assert.deepEqual(await reasons(), []);
  assert.equal((await store.journeys()).includes(file), false);
  assert.equal((await store.records(practice)).list('practiceMeeting').length, 1);
  assert.deepEqual(
    (await store.cursors()).filter(({ journey }) => journey === file),
    [],
  );
  await client.close();
  await server.close();
});

test('[SP12] opened it comes, and is kept in step; taken away it goes, and comes back when it is opened again', async () => {
  const { client, store, reasons, grant, service, server, bodies } = await start();
  const sync = () => client.sync.syncNow();
  await store.want?.(file);
  await sync();
  await sync();
  assert.match(String(await reasons()), /phalarope/);
  await service.provision({ tenant, journey: file, records: [candidate('sanderling')] });
  await sync();
  assert.match(String(await reasons()), /sanderling/);
  await service.revoke(grant);
  await sync();
  assert.deepEqual([await reasons(), (await store.journeys()).includes(file)], [[], false]);
  await service.grant(grant);
  bodies.length = 0;
  await sync();
  assert.ok(bodies.every((body) => !body.includes('sanderling')));
  await store.want?.(file);
  await sync();
  await sync();
  assert.match(String(await reasons()), /sanderling/);
  await client.close();
  await server.close();
});

test('[SP12] what may not be read is not there for being wanted', async () => {
  const { client, store, server, bodies } = await start();
  const other = scopeOf('coach-file', 'of-others');
  await store.want?.(other);
  await client.sync.syncNow();
  await client.sync.syncNow();
  assert.equal((await store.journeys()).includes(other), false);
  assert.ok(bodies.every((body) => !body.includes('of-others')));
  await client.close();
  await server.close();
});
