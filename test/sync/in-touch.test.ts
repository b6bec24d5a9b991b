import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, type createScriptedAdapter, failure, nothingNew, verdicts } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

/** The requests of both kinds in the order in which they came. */
function ordered(adapter: ReturnType<typeof createScriptedAdapter>): string[] {
  const order: string[] = [];
  const { push, pull } = adapter;
  Object.assign(adapter, {
    push: (...args: Parameters<typeof push>) => (order.push('push'), push(...args)),
    pull: (...args: Parameters<typeof pull>) => (order.push('pull'), pull(...args)),
  });
  return order;
}

test('[SY16] after a silence what may be read is learnt before anything is sent, and what lost its place is not sent', async (t) => {
  const { env, adapter, store, connectivity } = await startEngine(t);
  const order = ordered(adapter);
  connectivity.tell('offline');
  await store.commit('j1', [write('a')]);
  await env.advance(3_600_000);
  adapter.onPull = () => nothingNew([], {});
  adapter.onPush = ({ txs }) =>
    verdicts({
      j1: txs.flatMap(({ ops }) => ops.map(({ seq }) => ({ seq, st: 'no' as const, code: 'not_a_member' as const }))),
    });
  connectivity.tell('online');
  await env.advance(0);
  assert.equal(order[0], 'pull');
  assert.deepEqual(
    adapter.pushes.flatMap(({ txs }) => txs.flatMap(({ ops }) => ops.map((op) => (op.k === 'do' ? op.name : op.k)))),
    ['change.withdraw'],
    'no word of it left the device',
  );
  assert.deepEqual(
    (await store.tray()).map(({ reason, change }) => [reason, change.kind === 'set' && change.id]),
    [['space_gone', 'a']],
  );
});

test('[SY16] in the middle of a conversation what is written leaves at once', async (t) => {
  const { env, adapter, store } = await startEngine(t);
  await env.advance(20_000);
  const order = ordered(adapter);
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.deepEqual(order, ['push', 'pull']);
});

test('[SY16] a device that has slept asks before it sends', async (t) => {
  const { env, adapter, store, engine } = await startEngine(t);
  await engine.syncNow();
  // As a clock of ticks that stands still while the lid is closed.
  const { now } = env;
  Object.assign(env, { now: () => now() + 8 * 3_600_000 });
  const order = ordered(adapter);
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.equal(order[0], 'pull');
});

test('[SY3] a network that goes away while a cycle ends well is away', async (t) => {
  const { env, adapter, connectivity, engine, state } = await startEngine(t);
  adapter.onPull = () => {
    connectivity.tell('offline');
    return nothingNew();
  };
  await engine.syncNow();
  await env.advance(0);
  assert.equal(state(), 'offline');
  const { length } = adapter.pulls;
  await env.advance(3_600_000);
  assert.equal(adapter.pulls.length, length);
});

test('[SY16] with nothing to send, a silence costs one request', async (t) => {
  const { env, adapter, connectivity } = await startEngine(t);
  connectivity.tell('hidden');
  await env.advance(3_600_000);
  const before = adapter.pulls.length;
  connectivity.tell('visible');
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 1);
});

test('[SY5] a server that refuses to be read from is still given what was written', async (t) => {
  const { env, adapter, store, connectivity, state } = await startEngine(t);
  connectivity.tell('offline');
  await store.commit('j1', [write('a')]);
  await env.advance(3_600_000);
  adapter.onPull = () => Promise.reject(failure(503));
  connectivity.tell('online');
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
  assert.equal(state(), 'backoff');
});

test('[SY1] between two pages is sent what was written meanwhile: a long catch-up holds no words back', async (t) => {
  const { env, adapter, store, engine } = await startEngine(t);
  let pages = 0;
  const put = (rev: number) => ({
    t: 'readMark',
    id: `r${rev}`,
    space: 'j1/circle',
    rev,
    f: { item: 'x', by: 'p', at: '2026-11-16T09:00:00.000Z' },
    s: {},
  });
  let sentAtPage: number | undefined;
  adapter.onPush = (request) => {
    sentAtPage = pages;
    return accept(request);
  };
  adapter.onPull = async () => {
    pages += 1;
    if (pages === 3) await store.commit('j1', [write('a')]);
    return nothingNew([{ id: 'j1', mode: 'delta', to: `c${pages}`, more: pages < 30, puts: [put(pages)], dels: [] }]);
  };
  await engine.syncNow();
  await env.advance(0);
  assert.equal(sentAtPage, 3);
  assert.ok(pages >= 30);
});

test('[SY9] a page that another tab was faster with is asked for again at once: what it would have taken away does not wait', async (t) => {
  const { env, adapter, store, engine } = await startEngine(t);
  const page = { id: 'j1', mode: 'delta' as const, more: false, puts: [], dels: [] };
  let asked = 0;
  adapter.onPull = async () => {
    asked += 1;
    const { replica } = await store.identity();
    // Another tab pulls while this one waits for its answer.
    if (asked === 1)
      await store.applyUpdate({
        replica,
        answers: {},
        access: { j1: { rev: 100, spaces: { 'j1/circle': 'g1' } } },
        pages: [
          {
            journey: 'j1',
            from: undefined,
            to: 'c9',
            mode: 'delta',
            snap: undefined,
            beginsReset: false,
            more: false,
            puts: [],
            deletions: [],
          },
        ],
      });
    return asked === 1 ? nothingNew([{ ...page, to: 'c1' }]) : nothingNew([], {});
  };
  await engine.syncNow();
  await env.advance(0);
  assert.equal(asked, 2);
  assert.deepEqual(await store.journeys(), []);
});

test('[SY17] a journey that is not what the server holds is read anew at once', async (t) => {
  const { env, adapter, store, engine } = await startEngine(t);
  const { applyUpdate } = store;
  let updates = 0;
  Object.assign(store, {
    applyUpdate: async (update: Parameters<typeof applyUpdate>[0]) => {
      await applyUpdate(update);
      return { mismatched: (updates += 1) === 1 ? ['j1'] : [] };
    },
  });
  const before = adapter.pulls.length;
  await engine.syncNow();
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 2);
});

test('[SY17] a reset that was interrupted goes on where it was, on the next page load too', async (t) => {
  const first = await startEngine(t);
  const put = (id: string) => ({
    t: 'readMark',
    id,
    space: 'j1/circle',
    rev: 1,
    f: { item: 'x', by: 'p', at: '2026-11-16T09:00:00.000Z' },
    s: {},
  });
  const page = { id: 'j1', mode: 'reset' as const, dels: [] };
  first.adapter.onPull = ({ journeys }) => {
    if (journeys[0]?.snap !== undefined) throw failure(undefined);
    return nothingNew([{ ...page, why: 'horizon', snap: 's1', to: 's1', more: true, puts: [put('a')] }]);
  };
  await first.engine.syncNow();
  await first.env.advance(0);
  assert.equal(first.state(), 'backoff');
  await first.engine.close();

  const second = await startEngine(t, {
    store: first.store,
    env: first.env,
    prepare: (adapter) => (adapter.onPull = () => nothingNew([{ ...page, to: 'c2', more: false, puts: [put('b')] }])),
  });
  assert.deepEqual(
    second.adapter.pulls[0]?.journeys.map(({ snap }) => snap),
    ['s1'],
  );
  assert.deepEqual(
    (await second.store.records('j1')).list('readMark').map(({ id }) => id),
    ['a', 'b'],
  );
});
