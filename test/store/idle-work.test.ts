import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createIdleWork } from '../../src/store/idle-work.js';
import type { HeldScope } from '../../src/store/scope-cache.js';
import { createTestEnv } from '../../src/testing/test-env.js';

/** Work on two scopes: what is in `due` waits, and is done with it once it succeeds. */
function open(t: TestContext) {
  const env = createTestEnv();
  const scopes = ['one', 'two'].map((journey) => ({ row: { journey } }) as HeldScope);
  const due = new Set<string>();
  const runs: string[] = [];
  const failing = new Set<string>();
  const work = createIdleWork(env, () => scopes, [
    {
      isDue: ({ row }) => due.has(row.journey),
      async run(journey) {
        runs.push(journey);
        if (failing.has(journey)) throw new Error('The disk is full.');
        due.delete(journey);
      },
    },
  ]);
  t.after(() => work.close());
  return { env, due, runs, failing, work };
}

test('work waits until nothing has happened for two seconds', async (t) => {
  const { env, due, runs, work } = open(t);
  due.add('two');
  work.note();
  await env.advance(1_999);
  work.note();
  await env.advance(1_999);
  assert.deepEqual(runs, []);
  await env.advance(1);
  assert.deepEqual(runs, ['two']);
});

test('work that fails harms no other, and is still due the next time', async (t) => {
  const { env, due, runs, failing, work } = open(t);
  due.add('one').add('two');
  failing.add('one');
  work.note();
  await env.advance(2_000);
  assert.deepEqual([runs, [...due]], [['one', 'two'], ['one']]);
  failing.clear();
  work.note();
  await env.advance(2_000);
  assert.deepEqual([runs.slice(2), [...due]], [['one'], []]);
});

test('nothing is done where nothing is due, or after the end', async (t) => {
  const { env, due, runs, work } = open(t);
  work.note();
  due.add('one');
  await env.advance(10_000);
  assert.deepEqual(runs, [], 'it was not due when it was said that something had happened');
  work.note();
  work.close();
  await env.advance(10_000);
  work.note();
  await env.advance(10_000);
  assert.deepEqual(runs, []);
});
