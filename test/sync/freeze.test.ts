import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject, defer } from 'rxjs';
import type { Poke } from '../../src/sync/sync-adapter.js';
import { accept, nothingNew } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

test('[SY9] a page that freezes gives back its lock and its requests at once, and goes on when it wakes up', async (t) => {
  let isHeld = false;
  const { env, adapter, store, connectivity, state, status } = await startEngine(t, {
    lock: async (_name, _signal, run) => {
      isHeld = true;
      await run().finally(() => (isHeld = false));
    },
  });
  const { push } = adapter;
  Object.assign(adapter, {
    push: (request: Parameters<typeof push>[0], signal: AbortSignal) => (
      adapter.pushes.push(request),
      untilAborted(signal)
    ),
  });
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.deepEqual([state(), isHeld], ['pushing', true]);
  connectivity.tell('freeze');
  await env.advance(0);
  assert.deepEqual([state(), isHeld], ['idle', false]);
  assert.equal(status()?.lastError, undefined, 'nothing has failed');
  await env.advance(3_600_000);
  assert.equal(adapter.pushes.length, 1, 'a frozen page asks for nothing');
  Object.assign(adapter, { push });
  adapter.onPush = accept;
  connectivity.tell('resume');
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY10] who is told to come back at once pulls at once: it may be a place that was lost', async (t) => {
  const streams: Subject<Poke>[] = [];
  const { env, adapter } = await startEngine(t, {
    pokes$: defer(() => (streams.push(new Subject()), streams.at(-1) ?? new Subject<Poke>())),
  });
  await env.advance(1_000);
  const before = adapter.pulls.length;
  adapter.onPull = () => nothingNew([], {});
  streams[0]?.next({ kind: 'bye', afterMs: 0 });
  streams[0]?.complete();
  await env.advance(0);
  assert.equal(adapter.pulls.length, before + 1);
});

test('[SY10] when the stream ends, a page that is looked at asks every half minute', async (t) => {
  const stream = new Subject<Poke>();
  const streams = [stream];
  const { env, adapter } = await startEngine(t, { pokes$: defer(() => streams.shift() ?? new Subject<Poke>()) });
  stream.next({ kind: 'open' });
  await env.advance(0);
  const before = adapter.pulls.length;
  await env.advance(120_000);
  assert.equal(adapter.pulls.length, before, 'with a stream there is no need to ask');
  stream.complete();
  await env.advance(0);
  await env.advance(31_000);
  assert.ok(adapter.pulls.length > before);
});

test('[SY10] while the server does not answer the engine, no stream is asked for besides', async (t) => {
  const { env, adapter, listens } = await startEngine(t, { pokes$: new Subject<Poke>() });
  const { length } = adapter.pulls;
  const before = listens();
  adapter.onPull = () => Promise.reject(new TypeError('no network'));
  await env.advance(700_000);
  assert.ok(adapter.pulls.length > length);
  assert.equal(listens(), before);
});
