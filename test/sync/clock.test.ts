import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { editTimeOf } from '../../server/rules/stamps.js';
import type { PushRequest } from '../../src/protocol/messages.js';
import { createTestEnv } from '../../src/testing/test-env.js';
import { accept, nothingNew } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;
const serverEpoch = Date.UTC(2026, 10, 16, 9);

/** A device with a clock of its own, and a server whose clock is right; gives the age in ms at which each edit counts. */
async function startDevice(t: TestContext, offByMs = 0) {
  const env = createTestEnv({ now: serverEpoch });
  let wallMs = offByMs;
  let asleepMs = 0;
  const { now, elapsed } = env;
  const serverNow = (): number => now() + asleepMs;
  // Asleep, the wall clock goes on and the clock that never jumps may stand still.
  Object.assign(env, { now: () => serverNow() + wallMs });
  const pushes: { readonly at: number; readonly request: PushRequest }[] = [];
  const test = await startEngine(t, {
    env,
    prepare(adapter) {
      adapter.onPush = (request) => {
        pushes.push({ at: serverNow(), request });
        return accept(request);
      };
      adapter.onPull = () => ({ ...nothingNew(), server: { time: serverNow(), store: 's1', v: [1, 1] } });
    },
  });
  return {
    ...test,
    setClock: (byMs: number) => (wallMs += byMs),
    sleep: (ms: number) => (asleepMs += ms),
    async write(id: string, thenMs = 0): Promise<void> {
      await test.store.commit('j1', [write(id)]);
      await env.advance(0);
      await env.advance(thenMs);
    },
    async send(): Promise<void> {
      test.connectivity.tell('online');
      await env.advance(0);
    },
    ages: () =>
      Object.fromEntries(
        pushes.flatMap(({ at, request }) =>
          request.txs.flatMap(({ ops }) =>
            ops.flatMap((op) => (op.k === 'set' ? [[op.id, at - editTimeOf(op, request, at)]] : [])),
          ),
        ),
      ),
    elapsed,
  };
}

for (const [years, offByMs] of [
  ['ten years behind', -10 * yearMs],
  ['a year ahead', yearMs],
  ['right', 0],
] as const) {
  test(`[SY20] what was written offline on a device that is ${years} counts with its true age`, async (t) => {
    const device = await startDevice(t, offByMs);
    device.connectivity.tell('offline');
    await device.write('a', 3 * dayMs);
    await device.write('b', hourMs);
    await device.send();
    assert.deepEqual(device.ages(), { a: 3 * dayMs + hourMs, b: hourMs });
  });
}

test('[SY20] a clock that drifts as clocks do while a device is away for a month is not taken for one that was set', async (t) => {
  const device = await startDevice(t);
  device.connectivity.tell('offline');
  await device.write('a', 30 * dayMs);
  // 200 parts in a million, as a cheap crystal in a cold bag.
  device.setClock(30 * dayMs * 0.0002);
  await device.send();
  assert.ok(Math.abs((device.ages()['a'] ?? 0) - 30 * dayMs) < hourMs, `${device.ages()['a']} ms`);
});

test('[SY20] a sleep is no jump: what was written before it keeps its age', async (t) => {
  const device = await startDevice(t);
  device.connectivity.tell('offline');
  await device.write('a');
  device.sleep(3 * dayMs);
  await device.send();
  assert.deepEqual(device.ages(), { a: 3 * dayMs });
});

for (const [way, byMs] of [
  ['a year forward', yearMs],
  ['a year back', -yearMs],
  ['an hour forward', hourMs],
] as const) {
  test(`[SY20] when the clock is set ${way} while nobody answers, what was written before and after counts as written now, and what comes later is right again`, async (t) => {
    const device = await startDevice(t);
    device.connectivity.tell('offline');
    await device.write('before', hourMs);
    device.setClock(byMs);
    await device.write('after', hourMs);
    await device.send();
    assert.deepEqual(device.ages(), { before: 0, after: 0 });
    device.connectivity.tell('offline');
    await device.write('later', 2 * hourMs);
    await device.send();
    assert.equal(device.ages()['later'], 2 * hourMs);
  });
}

test('[SY20] the measure is kept on the device: a clock that is set while the page is closed is noticed', async (t) => {
  const first = await startDevice(t);
  first.connectivity.tell('offline');
  await first.write('a', hourMs);
  await first.engine.close();
  const { clk } = await first.store.identity();
  const env = createTestEnv({ now: first.env.now() + yearMs });
  const second = await startEngine(t, {
    store: first.store,
    env,
    prepare: (adapter) =>
      (adapter.onPull = () => ({ ...nothingNew(), server: { time: first.env.now(), store: 's1', v: [1, 1] } })),
  });
  assert.equal((await second.store.identity()).clk, clk + 1);
});

test('[SY20] an answer that took long measures nothing', async (t) => {
  const device = await startDevice(t);
  const { clk } = await device.store.identity();
  device.adapter.onPull = () => {
    const answer = { ...nothingNew(), server: { time: device.env.now(), store: 's1', v: [1, 1] as [number, number] } };
    // The lid is closed between the answer and its reading.
    device.sleep(dayMs);
    return answer;
  };
  await device.engine.syncNow();
  assert.equal((await device.store.identity()).clk, clk);
});
