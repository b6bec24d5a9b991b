import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { NEVER, type Observable, Subject, defer, of, throwError } from 'rxjs';
import type { Env } from '../../src/env.js';
import { limits } from '../../src/protocol/limits.js';
import type { Poke } from '../../src/sync/sync-adapter.js';
import { accept, failure, nothingNew, verdicts } from '../support/scripted-adapter.js';
import { type EngineTest, startEngine, write } from '../support/start-engine.js';

/** As the browser waits for another tab: until the signal ends it. */
const heldElsewhere: NonNullable<Env['lock']> = (_name, signal) =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

const start = (t: TestContext, prepare?: EngineTest['prepare'], pokes$?: Observable<Poke>, lock?: Env['lock']) =>
  startEngine(t, { ...(prepare && { prepare }), pokes$, ...(lock && { lock }) });

test('[SY1] what a person writes is pushed at once, then the answer is pulled', async (t) => {
  const { env, adapter, store, state } = await start(t);
  const before = adapter.pulls.length;
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.deepEqual(
    adapter.pushes.map(({ txs }) => txs.map(({ ops }) => ops.map(({ seq }) => seq))),
    [[[1]]],
  );
  assert.equal((await store.waiting()).pending, 0);
  assert.equal(adapter.pulls.length, before + 1);
  assert.equal(state(), 'idle');
});

test('[SY2] an unknown outcome is pushed again with the same numbers, after a growing wait', async (t) => {
  const { env, adapter, store, state } = await start(t);
  adapter.onPush = () => Promise.reject(failure(undefined));
  adapter.onPull = () => Promise.reject(failure(undefined));
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.equal(state(), 'backoff');
  await env.advance(60_000);
  const tries = adapter.pushes.length;
  assert.ok(tries >= 15 && tries <= 40, `${tries} tries in a minute of somebody looking`);
  assert.deepEqual(new Set(adapter.pushes.map((push) => JSON.stringify(push.txs))).size, 1);
  adapter.onPush = accept;
  adapter.onPull = () => nothingNew();
  await env.advance(3_500);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY2] while nobody looks the wait grows to minutes', async (t) => {
  const { env, adapter, store, connectivity } = await start(t);
  connectivity.tell('hidden');
  adapter.onPush = () => Promise.reject(failure(503));
  adapter.onPull = () => Promise.reject(failure(503));
  await store.commit('j1', [write('a')]);
  await env.advance(600_000);
  assert.ok(adapter.pushes.length <= 12, `${adapter.pushes.length} tries in ten minutes`);
});

test('[SY2] what failed while nobody looked makes the wait no longer once somebody does', async (t) => {
  const { env, adapter, store, connectivity } = await start(t);
  connectivity.tell('hidden');
  adapter.onPush = () => Promise.reject(failure(undefined));
  adapter.onPull = () => Promise.reject(failure(undefined));
  await store.commit('j1', [write('a')]);
  await env.advance(3_600_000);
  connectivity.tell('visible');
  // After so long a silence it asks before it sends.
  const tries = (): number => adapter.pushes.length + adapter.pulls.length;
  const before = tries();
  await env.advance(0);
  await env.advance(20_000);
  assert.ok(tries() - before >= 5, `${tries() - before} tries in twenty seconds of somebody looking`);
});

test('[SY3] without a network nothing is tried, and its return sends at once', async (t) => {
  const { env, adapter, store, connectivity, state } = await start(t);
  connectivity.tell('offline');
  const before = adapter.pulls.length;
  await store.commit('j1', [write('a')]);
  await env.advance(600_000);
  assert.equal(state(), 'offline');
  assert.deepEqual([adapter.pushes.length, adapter.pulls.length], [0, before]);
  connectivity.tell('online');
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY4] a refused change never blocks those behind it', async (t) => {
  const { env, store } = await start(t, (adapter) => {
    adapter.onPush = ({ txs }) =>
      verdicts({
        j1: txs.flatMap(({ ops }) =>
          ops.map(({ seq }) =>
            seq === 1 ? { seq, st: 'no' as const, code: 'invalid' as const } : { seq, st: 'ok' as const, rev: seq },
          ),
        ),
      });
  });
  await store.commit('j1', [write('a')]);
  await store.commit('j1', [write('b')]);
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
  assert.deepEqual(
    (await store.tray()).map(({ reason }) => reason),
    ['invalid'],
  );
});

test('[SY5] a refused push does not keep news from coming', async (t) => {
  const { env, adapter, store, state, status } = await start(t);
  adapter.onPush = () => Promise.reject(failure(422));
  await store.commit('j1', [write('a')]);
  const before = adapter.pulls.length;
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 1);
  assert.equal(state(), 'halted');
  assert.equal(status()?.lastError?.code, 'CORDEE_SYNC_REFUSED');
  assert.equal((await store.waiting()).pending, 1, 'what waits is kept');
});

test('[SY6] a server that lost our numbers is met with new ones, and nothing is lost', async (t) => {
  const { env, adapter, store } = await start(t);
  adapter.onPush = (request) => {
    if (adapter.pushes.length === 1) throw failure(409);
    return accept(request);
  };
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  const [first, second] = adapter.pushes;
  assert.notEqual(first?.replica, second?.replica);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY7] a push that is too large is halved; one change that is too large goes back to its author', async (t) => {
  const { env, adapter, store } = await start(t);
  adapter.onPush = (request) => {
    const ops = request.txs.flatMap((tx) => tx.ops);
    if (ops.length > 2 || ops.some((op) => op.k === 'set' && op.id === 'huge')) throw failure(413);
    return accept(request);
  };
  await Promise.all(['a', 'b', 'huge', 'c', 'd'].map((id) => store.commit('j1', [write(id)])));
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
  assert.deepEqual(
    (await store.tray()).map(({ change, reason }) => [change.kind === 'set' && change.id, reason]),
    [['huge', 'too_large']],
  );
});

test('[SY7] more changes at once than the server takes do not stop those behind them', async (t) => {
  const { env, adapter, store } = await start(t);
  await store.commit(
    'j1',
    Array.from({ length: 120 }, (_, index) => write(`c${index}`)),
  );
  await env.advance(0);
  assert.deepEqual(
    adapter.pushes.flatMap(({ txs }) => txs.map(({ ops }) => ops.length)),
    [50, 50, 20],
  );
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY8] a token that the host cannot renew stops the sync and keeps what waits', async (t) => {
  const { env, adapter, store, connectivity, state } = await start(t);
  adapter.onPush = () => Promise.reject(failure(401));
  await store.commit('j1', [write('a')]);
  await env.advance(50_000);
  assert.equal(state(), 'needsAuth');
  assert.equal(adapter.pushes.length, 1);
  adapter.onPush = accept;
  connectivity.tell('visible');
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY8] the host is asked again every minute while somebody looks, every five otherwise, and what waited goes without anybody doing anything', async (t) => {
  const { env, adapter, store, connectivity } = await start(t);
  // After a minute of silence it asks before it sends.
  adapter.onPush = adapter.onPull = () => Promise.reject(failure(401));
  await store.commit('j1', [write('a')]);
  const tries = (): number => adapter.pushes.length + adapter.pulls.length;
  const first = tries();
  await env.advance(600_000);
  assert.ok(
    tries() - first >= 9 && tries() - first <= 11,
    `${tries() - first} tries in ten minutes of somebody looking`,
  );
  connectivity.tell('hidden');
  const second = tries();
  await env.advance(3_600_000);
  assert.ok(tries() - second <= 13, `${tries() - second} tries in an hour of nobody looking`);
  adapter.onPush = accept;
  adapter.onPull = () => nothingNew();
  await env.advance(300_000);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY8] no stream is asked for while the host has no good token, and one once it has', async (t) => {
  let isGood = false;
  const { env, adapter, listens } = await start(
    t,
    (given) => {
      given.onPull = () => (isGood ? nothingNew() : Promise.reject(failure(401)));
    },
    defer(() => (isGood ? NEVER : throwError(() => failure(401)))),
  );
  await env.advance(600_000);
  assert.ok(listens() <= 1, `${listens()} streams`);
  isGood = true;
  await env.advance(120_000);
  assert.ok(adapter.pulls.length > 0 && listens() <= 2 && listens() > 0, `${listens()} streams`);
});

test('[SY3] without a network no stream is asked for, and its return opens one', async (t) => {
  const { env, connectivity, listens } = await start(t);
  connectivity.tell('offline');
  await env.advance(600_000);
  assert.equal(listens(), 1);
  connectivity.tell('online');
  assert.equal(listens(), 2);
});

test('[SY10] a stream that a proxy cuts as soon as it is open is asked for ever more rarely', async (t) => {
  const { env, listens } = await start(t, undefined, of({ kind: 'open' }));
  await env.advance(300_000);
  const before = listens();
  await env.advance(300_000);
  assert.ok(listens() - before <= 20, `${listens() - before} times in five minutes`);
});

test('[SY10] after a stream that held, a new one is asked for at once', async (t) => {
  const streams: Subject<Poke>[] = [];
  const { env, listens } = await start(
    t,
    undefined,
    defer(() => {
      streams.push(new Subject());
      return streams.at(-1) ?? of();
    }),
  );
  for (let drops = 1; drops <= 6; drops++) {
    await env.advance(60_000);
    streams.at(-1)?.complete();
    await env.advance(0);
    await env.advance(1_000);
    assert.equal(listens(), drops + 1);
  }
});

test('[SY9] where the browser refuses its locks, the cycle runs all the same', async (t) => {
  const { env, store } = await start(t, undefined, undefined, () =>
    Promise.reject(new DOMException('Not here.', 'SecurityError')),
  );
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY9] another tab that froze with the lock is waited for, and not for ever', async (t) => {
  const { env, adapter } = await start(t, undefined, undefined, heldElsewhere);
  await env.advance(44_000);
  assert.equal(adapter.pulls.length, 0);
  await env.advance(2_000);
  assert.ok(adapter.pulls.length > 0);
});

test('[SY14] closing while another tab has the lock waits for nobody and sends nothing', async (t) => {
  const { adapter, engine, waiting } = await start(t, undefined, undefined, heldElsewhere);
  await engine.close();
  assert.deepEqual([adapter.pulls.length, waiting()], [0, 0]);
});

test('[SY14] closing at the very end of a cycle leaves no timer behind', async (t) => {
  const { env, adapter, store, engine, waiting } = await start(t);
  let isLast = false;
  const { waiting: count } = store;
  adapter.onPull = () => {
    isLast = true;
    return nothingNew();
  };
  let closed: Promise<void> | undefined;
  Object.assign(store, {
    waiting: () => {
      if (isLast) closed ??= engine.close();
      return count();
    },
  });
  await engine.syncNow();
  await env.advance(0);
  await closed;
  assert.notEqual(closed, undefined);
  assert.equal(waiting(), 0);
});

test('[SY10] a poke pulls, and one that comes during a pull pulls again', async (t) => {
  const { env, adapter, pokes } = await start(t);
  const before = adapter.pulls.length;
  let release = (): void => undefined;
  adapter.onPull = () => new Promise((resolve) => (release = () => resolve(nothingNew())));
  pokes.next({ kind: 'moved', revs: { j1: 7 } });
  await env.advance(0);
  pokes.next({ kind: 'moved', revs: { j1: 8 } });
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 1);
  adapter.onPull = () => nothingNew();
  release();
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 2);
});

test('[SY11] a journey that the server is too busy for is left alone for as long as it asks', async (t) => {
  const { env, adapter, store } = await start(t);
  adapter.onPush = () => ({ ...verdicts({}), stop: { j1: { seq: 1, code: 'busy', afterMs: 5_000 } } });
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  await env.advance(4_900);
  assert.equal(adapter.pushes.length, 1);
  adapter.onPush = accept;
  await env.advance(200);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY12] a server that takes changes without answering them is not asked in a loop', async (t) => {
  const { env, adapter, store, state } = await start(t);
  adapter.onPush = () => verdicts({});
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.equal(adapter.pushes.length, 2);
  assert.equal(state(), 'backoff');
});

test('[SY12] nor is it when the journey is named as what every object inherits', async (t) => {
  const { env, adapter, store, state } = await start(t);
  adapter.onPush = () => verdicts({});
  await store.commit('toString', [write('a')]);
  await env.advance(0);
  assert.equal(adapter.pushes.length, 2);
  assert.equal(state(), 'backoff');
});

test('[SY13] pages are asked for until there is no more, each with the cursor of the one before', async (t) => {
  const { env, adapter, store, engine } = await start(t);
  const put = (id: string, rev: number) => ({
    t: 'readMark',
    id,
    space: 'j1/circle',
    rev,
    f: { item: 'x', by: 'p', at: '2026-11-16T09:00:00.000Z' },
    s: {},
  });
  const page = { id: 'j1', mode: 'delta' as const, dels: [] };
  adapter.onPull = ({ journeys }) =>
    journeys[0]?.cursor === undefined
      ? nothingNew([{ ...page, to: 'c1', more: true, puts: [put('a', 1)] }])
      : nothingNew(journeys[0].cursor === 'c1' ? [{ ...page, to: 'c2', more: false, puts: [put('b', 2)] }] : []);
  await engine.syncNow();
  await env.advance(0);
  assert.deepEqual(
    (await store.records('j1')).list('readMark').map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(
    (await store.cursors()).map(({ cursor, spaces }) => [cursor, spaces]),
    [['c2', { 'j1/circle': 'g1' }]],
  );
});

test('[SY14] closing in the middle of a cycle ends it and keeps what waits', async (t) => {
  const { env, adapter, store, engine } = await start(t);
  adapter.onPush = () => new Promise((_, reject) => setTimeout(() => reject(failure(undefined)), 1));
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  await engine.close();
  assert.equal((await store.waiting()).pending, 1);
});

test('what a guide of sixty journeys asks for fits one request', async (t) => {
  const { adapter, env, store, engine } = await start(t);
  const id = (text: string): string => text.padEnd(26, 'X');
  const journeys = Array.from({ length: 60 }, (_, index) => id(`J${index}`));
  const spacesOf = (journey: string): string[] =>
    [
      'circle',
      'guides',
      'path',
      `pair:${id('COACH')}`,
      ...Array.from({ length: 10 }, (_, index) => `chosen:${id('COACH')}.${id(`M${index}`)}`),
    ].map((space) => `${journey}/${space}`);
  const access = Object.fromEntries(
    journeys.map((journey) => [
      journey,
      { rev: 1, spaces: Object.fromEntries(spacesOf(journey).map((space) => [space, 'g1'])) },
    ]),
  );
  adapter.onPull = (request) =>
    nothingNew(
      request.journeys.map((asked) => ({
        id: asked.id,
        mode: 'delta' as const,
        to: 'c'.repeat(100),
        more: false,
        puts: [],
        dels: [],
      })),
      access,
    );
  await engine.syncNow();
  await env.advance(0);
  await engine.syncNow();
  assert.equal((await store.cursors()).length, 60);
  const bytes = JSON.stringify(adapter.pulls.at(-1)).length;
  assert.ok(bytes > 60_000 && bytes < limits.pullBytes / 2, `${bytes} bytes`);
});
