import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Subject } from 'rxjs';
import { followOtherTabs } from '../../src/store/other-tabs.js';
import type { Commit } from '../../src/store/store.js';
import { createTestEnv } from '../../src/testing/test-env.js';

const commitOf = (...journeys: readonly string[]): Commit => ({ journeys: new Set(journeys), waiting: false });

/** What follows other tabs, over a disk that fails as often as it is told to. */
function follow(t: TestContext) {
  const env = createTestEnv();
  const fromOthers$ = new Subject<Commit>();
  const seen = { reads: [] as string[], told: [] as string[], ends: 0, failures: 0 };
  const tabs = followOtherTabs({
    env,
    feed: { fromOthers$, relay: ({ journeys }) => void seen.told.push([...journeys].join()) },
    async read({ journeys }) {
      seen.reads.push([...journeys].join());
      if (seen.failures > 0) {
        seen.failures -= 1;
        throw new Error('The disk does not answer.');
      }
    },
    known: () => ['one', 'two'],
    onEnd: () => (seen.ends += 1),
  });
  t.after(() => tabs.close());
  return { env, fromOthers$, seen, tabs };
}

test('[ST1] what another tab has committed is read, then told', async (t) => {
  const { env, fromOthers$, seen } = follow(t);
  fromOthers$.next(commitOf('one'));
  assert.deepEqual(seen.told, [], 'nobody is told before it is read');
  await env.advance(0);
  assert.deepEqual([seen.reads, seen.told], [['one'], ['one']]);
});

test('what could not be read is read again after a second, with all that was missed meanwhile', async (t) => {
  const { env, fromOthers$, seen } = follow(t);
  seen.failures = 2;
  fromOthers$.next(commitOf('one'));
  fromOthers$.next(commitOf('two'));
  await env.advance(0);
  await env.advance(999);
  assert.deepEqual([seen.reads, seen.told], [['one', 'two'], []]);
  await env.advance(1);
  assert.deepEqual([seen.reads.slice(2), seen.told], [['one,two'], ['one,two']]);
  await env.advance(10_000);
  assert.equal(seen.reads.length, 3, 'once it is read, nothing is missed any more');
});

test('a tab that has closed reads nothing again', async (t) => {
  const { env, fromOthers$, seen, tabs } = follow(t);
  seen.failures = 1;
  fromOthers$.next(commitOf('one'));
  tabs.close();
  fromOthers$.next(commitOf('two'));
  await env.advance(0);
  await env.advance(10_000);
  assert.deepEqual([seen.reads, seen.told], [['one'], []]);
});

test('it is said when another tab deletes everything', (t) => {
  const { fromOthers$, seen } = follow(t);
  fromOthers$.complete();
  assert.equal(seen.ends, 1);
});
