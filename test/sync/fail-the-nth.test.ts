import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson } from '../../server/http/read-json.js';
import { parsePull, parsePush } from '../../server/sync/requests.js';
import { SyncService } from '../../server/sync/sync-service.js';
import type { Audience } from '../../src/model/access/audience.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { LocalChange, Store } from '../../src/store/store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { runCycle } from '../../src/sync/sync-cycle.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestEnv } from '../../src/testing/test-env.js';
import { placeKey } from '../simulation/memory-state.js';
import { MemoryStorage } from '../simulation/memory-storage.js';
import { createPageSize } from '../../src/sync/page-size.js';
import { type FaultyDatabase, createFaultyDatabase, databaseFaults } from '../support/faulty-database.js';
import { type TestOp, circle, company, journeyRecord, setTopic, topic } from '../server/support.js';

/** Longer than this, by the device's clock, nothing waits for an answer. */
const timeoutMs = 25_000;
const J = 'J';

const words = (audience: Audience, text: string) => ({
  by: 'ines',
  at: '2026-11-16T09:00:00.000Z',
  audience,
  body: { text },
});
const newTopic = (id: string): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space: 'J/circle',
  fields: { ...words(circle, id), state: 'open', pinned: false },
});
const newVoice = (id: string, under: string): LocalChange => ({
  kind: 'set',
  type: 'contribution',
  id,
  space: 'J/circle',
  fields: { ...words(circle, id), topic: under, kind: 'story' },
});

/** The real rules over a database in memory, and what the wire and the disk do to one device of the person accompanied. */
async function createWorld() {
  const env = createTestEnv();
  const storage = new MemoryStorage();
  const service = new SyncService({ storage: storage.connect(), env, log: () => undefined });
  const subjectOf = (person: string) => ({ tenant: 't', person, expiresAt: env.now() + 1e9 });
  await service.provision({
    tenant: 't',
    journey: J,
    records: [journeyRecord(J), ...company, topic('t-kept', 'marc', circle, 'x'), topic('t-old', 'marc', circle, 'x')],
  });

  let marcs = 0;
  const marcSays = async (...ops: readonly TestOp[]): Promise<void> => {
    const txs = ops.map((op, at) => ({
      tx: `m-${marcs + at}`,
      journey: J,
      ops: [{ seq: marcs + at + 1, raw: env.now(), clk: 0, ...op }],
    }));
    marcs += ops.length;
    const { results } = await service.push(
      subjectOf('marc'),
      parsePush({ v: 1, schema: schemaVersion, replica: 'marc-1', rawNow: env.now(), clk: 0, txs }),
    );
    assert(results[J]?.every(({ st }) => st === 'ok'));
  };

  const answer = async (path: string, text: string): Promise<string> => {
    const body = parseJson(text);
    return JSON.stringify(
      path === 'push'
        ? await service.push(subjectOf('ines'), parsePush(body))
        : await service.pull(subjectOf('ines'), parsePull(body)),
    );
  };
  let requests = 0;
  let faultAt = Infinity;
  let fault: FetchFault = async (handle) => new Response(await handle());
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const path = String(input).slice(String(input).lastIndexOf('/') + 1);
    const handle = () => answer(path, String(init?.body));
    requests += 1;
    return requests === faultAt ? fault(handle, init?.signal ?? undefined) : new Response(await handle());
  };
  const adapter = createHttpAdapter({
    url: 'http://sync.test/',
    env,
    tokens: createTokenKeeper(async () => 'token', env),
    fetch,
  });

  const state = () => storage.state.journeys.get(placeKey({ tenant: 't', journey: J })) ?? assert.fail();
  return {
    env,
    marcSays,
    rev: () => state().row.rev,
    /** What is on the server, by kind and id. */
    there: () => [...state().records.values()].filter(({ deleted }) => !deleted).map(({ type, id }) => `${type}/${id}`),
    armFetch(nth: number, make: FetchFault) {
      [requests, faultAt, fault] = [0, nth, make];
    },
    disarmFetch() {
      const wasReached = requests >= faultAt;
      faultAt = Infinity;
      return wasReached;
    },
    open: (database: FaultyDatabase): Promise<Store> => createRecordStore(database, env),
    /** One turn of pushing and pulling; gives what it failed with. */
    async cycle(store: Store): Promise<unknown> {
      const turn = { isOver: false };
      const run = runCycle({
        store,
        adapter,
        env,
        signal: new AbortController().signal,
        person: 'ines',
        protocol: { version: 2 },
        learnsFirst: true,
        size: createPageSize(),
        tell: () => undefined,
      })
        .then(
          () => undefined,
          (error: unknown) => error ?? new Error('no reason'),
        )
        .finally(() => (turn.isOver = true));
      for (let waited = 0; !turn.isOver && waited < timeoutMs; waited += 5_000) {
        for (let tries = 0; tries < 200 && !turn.isOver; tries++) await new Promise((resolve) => setImmediate(resolve));
        if (!turn.isOver) await env.advance(5_000);
      }
      assert(turn.isOver, 'it hangs');
      return run;
    },
  };
}
type World = Awaited<ReturnType<typeof createWorld>>;
type FetchFault = (handle: () => Promise<string>, signal?: AbortSignal) => Promise<Response>;

const freshDatabase = (): FaultyDatabase => createFaultyDatabase({ ...createMemoryDatabase(), kind: 'persistent' });
const shown = async (store: Store): Promise<readonly string[]> => {
  const records = await store.records(J);
  return (['topic', 'contribution'] as const)
    .flatMap((type) => records.list(type).map(({ id }) => `${type}/${id}`))
    .toSorted();
};
const waiting = async (store: Store): Promise<readonly string[]> =>
  (await store.unsent()).flatMap(({ change }) => (change.kind === 'set' ? [`${change.type}/${change.id}`] : []));

/** Words of two transactions wait on the device, and the server has something new and something less. */
async function prepare(world: World, database: FaultyDatabase): Promise<Store> {
  const store = await world.open(database);
  assert.equal(await world.cycle(store), undefined);
  await store.commit(J, [newTopic('a')]);
  await store.commit(J, [newTopic('b'), newVoice('c', 'b')]);
  await world.marcSays(setTopic('t-new', J, 'marc', circle, 'x', 'circle'), { k: 'del', t: 'topic', id: 't-old' });
  return store;
}

const begun = ['topic/a', 'topic/b', 'contribution/c'];

/** What was acknowledged is waiting or on the server, each once. */
async function assertNothingLost(world: World, store: Store, acknowledged: readonly string[]): Promise<void> {
  const [there, kept] = [world.there(), await waiting(store)];
  for (const one of acknowledged) assert(there.includes(one) || kept.includes(one), `${one} is nowhere`);
  assert.equal(new Set(kept).size, kept.length, 'nothing waits twice');
}

/** With nothing in its way any more, the device and the server are in step, and each transaction was applied once. */
async function assertHealed(
  world: World,
  store: Store,
  before: number,
  acknowledged: readonly string[],
): Promise<void> {
  let failure: unknown;
  for (let turn = 0; turn < 4; turn++) {
    failure = await world.cycle(store);
    if (failure === undefined && (await store.waiting()).pending === 0) break;
  }
  assert.equal(failure, undefined);
  assert.deepEqual(await waiting(store), []);
  assert.deepEqual(await store.tray(), [], 'nothing was refused');
  const expected = [...acknowledged, 'topic/t-kept', 'topic/t-new'].toSorted();
  assert.deepEqual(
    world
      .there()
      .filter((one) => /^(topic|contribution)\//.test(one))
      .toSorted(),
    expected,
  );
  assert.deepEqual(await shown(store), expected);
  assert.equal(world.rev(), before + (acknowledged.includes('topic/d') ? 3 : 2), 'each was applied once');
}

const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, message: 'no' } }, { status, headers });

const fetchFaults: Readonly<Record<string, FetchFault>> = {
  'the request is lost': () => Promise.reject(new TypeError('Failed to fetch')),
  'the answer is lost': async (handle) => {
    await handle();
    throw new TypeError('Failed to fetch');
  },
  'the answer is cut in the middle': async (handle) => {
    const text = await handle();
    return new Response(text.slice(0, text.length / 2));
  },
  'the line breaks in the answer': async (handle) => {
    const text = await handle();
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
        },
        pull: (controller) => controller.error(new TypeError('network error')),
      }),
    );
  },
  'the server fails before it does anything': async () => problem(500, 'failed'),
  'the server fails after it has done it': async (handle) => {
    await handle();
    return problem(500, 'failed');
  },
  'the server asks to come back': async () => problem(503, 'unavailable', { 'retry-after': '1' }),
  'a proxy has no server': async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'a network wants a login': async () => new Response('<h1>Log in</h1>', { status: 403 }),
  'a network shows its own page': async () => new Response('<h1>Welcome</h1>', { status: 200 }),
  'nothing is answered': async () => new Response('', { status: 200 }),
  'something else is answered': async () => Response.json({}),
  'no answer ever comes': (_handle, signal) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    }),
};

describe('[T05] a device, when whatever it asks fails', () => {
  for (const [what, fault] of Object.entries(fetchFaults)) {
    it(`the n-th request: ${what}`, async (t) => {
      for (let nth = 1; ; nth++) {
        const world = await createWorld();
        const store = await prepare(world, freshDatabase());
        const before = world.rev();
        world.armFetch(nth, fault);
        const failure = await world.cycle(store);
        const wasReached = world.disarmFetch();
        assert(failure === undefined || failure instanceof Error);
        await assertNothingLost(world, store, begun);
        await assertHealed(world, store, before, begun);
        store.close();
        if (wasReached) continue;
        assert(nth > 3, 'a push and two pulls at the least');
        t.diagnostic(`${nth - 1} requests`);
        return;
      }
    });
  }

  for (const [what, fault] of Object.entries(databaseFaults)) {
    for (const isForGood of [false, true]) {
      it(`the n-th thing asked of the disk: ${what}, ${isForGood ? 'until there is room again' : 'once'}`, async (t) => {
        for (let nth = 1; ; nth++) {
          const world = await createWorld();
          const database = freshDatabase();
          const store = await prepare(world, database);
          const before = world.rev();
          database.arm(nth, fault, isForGood);
          const isAcknowledged = await store.commit(J, [newTopic('d')]).then(
            () => true,
            () => false,
          );
          assert.equal((await shown(store)).includes('topic/d'), isAcknowledged, 'what was not kept is not shown');
          await world.cycle(store);
          const wasReached = database.disarm();
          const acknowledged = isAcknowledged ? [...begun, 'topic/d'] : begun;
          await assertNothingLost(world, store, acknowledged);
          await assertHealed(world, store, before, acknowledged);
          store.close();
          if (wasReached) continue;
          assert(isAcknowledged && nth > 30, `${nth} is too few to have met all`);
          t.diagnostic(`${nth - 1} points`);
          return;
        }
      });
    }

    it(`the n-th thing asked of the disk before the page is left and opened again: ${what}`, async (t) => {
      for (let nth = 1; ; nth++) {
        const world = await createWorld();
        const database = freshDatabase();
        const first = await prepare(world, database);
        const before = world.rev();
        database.arm(nth, fault);
        const isAcknowledged = await first.commit(J, [newTopic('d')]).then(
          () => true,
          () => false,
        );
        await world.cycle(first);
        const wasReached = database.disarm();
        first.close();
        const store = await world.open(database);
        const acknowledged = isAcknowledged ? [...begun, 'topic/d'] : begun;
        await assertNothingLost(world, store, acknowledged);
        await assertHealed(world, store, before, acknowledged);
        store.close();
        if (wasReached) continue;
        t.diagnostic(`${nth - 1} points`);
        return;
      }
    });

    it(`the n-th thing asked of the disk while a page is opened: ${what}`, async () => {
      for (let nth = 1; ; nth++) {
        const world = await createWorld();
        const database = freshDatabase();
        (await prepare(world, database)).close();
        const before = world.rev();
        database.arm(nth, fault);
        const opened = await world.open(database).then(
          async (store) => {
            await Promise.allSettled([shown(store), waiting(store), store.tray(), store.cursors()]);
            return store;
          },
          (error: unknown) => {
            assert(error instanceof Error);
          },
        );
        const wasReached = database.disarm();
        opened?.close();
        const store = await world.open(database);
        await assertNothingLost(world, store, begun);
        await assertHealed(world, store, before, begun);
        store.close();
        if (!wasReached) return;
      }
    });
  }
});
