import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNew, failure } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

const minuteMs = 60_000;

test('[SY12] a server that says that there is more without giving it is asked twice, then left alone, and the page is told', async (t) => {
  const { env, adapter, engine, state, status } = await startEngine(t);
  adapter.onPull = () => nothingNew([{ id: 'j1', mode: 'delta', to: 'c1', more: true, puts: [], dels: [] }]);
  const before = adapter.pulls.length;
  await engine.syncNow();
  await env.advance(0);
  assert.equal(adapter.pulls.length - before, 2);
  assert.equal(state(), 'backoff');
  assert.equal(status()?.lastError?.code, 'CORDEE_SYNC_PROTOCOL');
  await env.advance(10 * minuteMs);
  assert.ok(adapter.pulls.length - before < 120, `${adapter.pulls.length - before} requests in ten minutes`);
});

test('[SY12] a page that is given again and again with the cursor that it has is no progress', async (t) => {
  const { env, adapter, engine, state } = await startEngine(t);
  const put = {
    t: 'readMark',
    id: 'r',
    space: 'j1/circle',
    rev: 1,
    f: { item: 'x', by: 'p', at: '2026-11-16T09:00:00.000Z' },
    s: {},
  };
  adapter.onPull = () => nothingNew([{ id: 'j1', mode: 'delta', to: 'c1', more: true, puts: [put], dels: [] }]);
  const before = adapter.pulls.length;
  await engine.syncNow();
  await env.advance(0);
  assert.ok(adapter.pulls.length - before <= 3, `${adapter.pulls.length - before} requests`);
  assert.equal(state(), 'backoff');
});

test('[SY12] a storm of wake-ups without news is broken, and told', async (t) => {
  const { env, adapter, pokes, status, state } = await startEngine(t);
  const before = adapter.pulls.length;
  for (let storm = 0; storm < 200; storm++) {
    pokes.next({ kind: 'moved', revs: { j1: 1 } });
    await env.advance(10);
  }
  assert.ok(adapter.pulls.length - before <= 12, `${adapter.pulls.length - before} requests in two seconds`);
  assert.equal(state(), 'backoff');
  assert.equal(status()?.lastError?.code, 'CORDEE_SYNC_PROTOCOL');
  await env.advance(minuteMs);
  assert.equal(state(), 'idle');
});

test('[SY12] a person who tries again and again is not a loop', async (t) => {
  const { adapter, engine, status } = await startEngine(t);
  const before = adapter.pulls.length;
  for (let tap = 0; tap < 20; tap++) await engine.syncNow();
  assert.equal(adapter.pulls.length - before, 20);
  assert.equal(status()?.lastError, undefined);
});

test('[SY18] what the server asks to wait is waited, whatever wakes the page; a person may try', async (t) => {
  const { env, adapter, store, connectivity, pokes, engine } = await startEngine(t);
  adapter.onPush = () => Promise.reject(failure(429, { retryAfterMs: minuteMs }));
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  for (const event of ['visible', 'offline', 'online', 'resume'] as const) connectivity.tell(event);
  pokes.next({ kind: 'moved', revs: { j1: 1 } });
  await store.commit('j1', [write('b')]);
  await env.advance(minuteMs - 1);
  assert.equal(adapter.pushes.length, 1);
  await env.advance(5_000);
  assert.equal(adapter.pushes.length, 2, 'and no device comes back at the very same moment');
  await engine.syncNow();
  assert.equal(adapter.pushes.length, 3);
});

test('[SY18] a wait that no timer can hold is cut to a quarter of an hour', async (t) => {
  const { env, adapter, store } = await startEngine(t);
  adapter.onPush = () => Promise.reject(failure(503, { retryAfterMs: 1e12 }));
  await store.commit('j1', [write('a')]);
  await env.advance(14 * minuteMs);
  assert.equal(adapter.pushes.length, 1);
  await env.advance(2 * minuteMs);
  assert.equal(adapter.pushes.length, 2);
});

test('[SY12] a server that is busy without saying for how long is not asked in a loop', async (t) => {
  const { env, adapter, store } = await startEngine(t);
  adapter.onPush = () => ({
    v: 1,
    server: { time: 0, store: 's', v: [1, 1] },
    lastSeq: {},
    results: {},
    stop: { j1: { seq: 1, code: 'busy', afterMs: 0 } },
  });
  await store.commit('j1', [write('a')]);
  await env.advance(10_000);
  assert.ok(adapter.pushes.length <= 21, `${adapter.pushes.length} pushes in ten seconds`);
});
