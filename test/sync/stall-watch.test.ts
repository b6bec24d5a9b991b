import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, verdicts } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

const busy = () => ({ ...verdicts({}), stop: { j1: { seq: 1, code: 'busy' as const, afterMs: 5_000 } } });

test('[SY19] what has waited for two minutes while somebody looks is told, and that it has left too', async (t) => {
  const { env, adapter, store, status } = await startEngine(t);
  adapter.onPush = busy;
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  await env.advance(119_000);
  assert.equal(status()?.isStalled, false);
  await env.advance(2_000);
  assert.equal(status()?.isStalled, true);
  adapter.onPush = accept;
  await env.advance(10_000);
  assert.equal(status()?.isStalled, false);
});

test('[SY19] without a network, or with nobody there, waiting is no failure; the two minutes begin when both are there', async (t) => {
  const { env, adapter, store, status, connectivity } = await startEngine(t);
  adapter.onPush = busy;
  connectivity.tell('offline');
  await store.commit('j1', [write('a')]);
  await env.advance(3_600_000);
  assert.equal(status()?.isStalled, false);
  connectivity.tell('online');
  await env.advance(0);
  await env.advance(60_000);
  assert.equal(status()?.isStalled, false);
  connectivity.tell('hidden');
  await env.advance(300_000);
  assert.equal(status()?.isStalled, false);
  connectivity.tell('visible');
  await env.advance(0);
  await env.advance(121_000);
  assert.equal(status()?.isStalled, true);
});

test('[SY19] a long queue that moves is not stalled', async (t) => {
  const { env, adapter, store, status } = await startEngine(t);
  let taken = 0;
  adapter.onPush = ({ txs }) => {
    const [first] = txs[0]?.ops ?? [];
    taken += 1;
    return {
      ...verdicts({ j1: first ? [{ seq: first.seq, st: 'ok', rev: first.seq }] : [] }),
      stop: { j1: { seq: (first?.seq ?? 0) + 1, code: 'busy', afterMs: 60_000 } },
    };
  };
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    await store.commit('j1', [write(id)]);
    await env.advance(10);
  }
  for (let minute = 0; minute < 4; minute++) {
    await env.advance(60_000);
    assert.equal(status()?.isStalled, false);
  }
  assert.ok(taken >= 4);
});
