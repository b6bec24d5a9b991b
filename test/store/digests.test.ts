import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEmitter } from '../../src/util/emitter.js';
import { StorageError } from '../../src/errors.js';
import { type DatabaseReader, tableNames } from '../../src/store/database.js';
import { createDigests } from '../../src/store/digests.js';
import { type KeptDigest, putDigest } from '../../src/store/kept-digests.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { readRows } from '../../src/store/rows.js';
import { createScopeCache } from '../../src/store/scope-cache.js';
import { openScope, readState } from '../../src/store/scope-transaction.js';
import type { Commit, Digest } from '../../src/store/store.js';
import { createTurnQueue } from '../../src/store/turn-queue.js';
import { createTestEnv } from '../../src/testing/test-env.js';

/** Digests over a database in memory that counts how often it is read, and what a test does to it. */
function open() {
  const current = createMemoryDatabase();
  const commits = createEmitter<Commit>();
  const cache = createScopeCache();
  const turns = createTurnQueue(createTestEnv());
  const asked: string[] = [];
  const topics: Digest = {
    name: 'topics',
    of: (records) => (asked.push(records.journey), records.list('topic').map(({ id }) => id)),
  };
  const disk = {
    current,
    reads: 0,
    failure: undefined as Error | undefined,
    read<T>(body: (tx: DatabaseReader) => Promise<T>): Promise<T> {
      disk.reads += 1;
      return disk.failure ? Promise.reject(disk.failure) : current.read(tableNames, body);
    },
  };
  const digests = createDigests({ wanted: [topics], commits$: commits.values$, turns, cache, disk });
  return {
    cache,
    disk,
    digests,
    topics,
    asked,
    /** Ends when all turns that were asked for have. */
    idle: () => turns.take(async () => undefined),
    commit: (...journeys: readonly string[]) => commits.next({ journeys: new Set(journeys), waiting: false }),
    /** Writes a topic as somebody else does: nothing in memory follows. */
    add: (journey: string, id: string) =>
      current.write([], 'relaxed', async (tx) => {
        const scope = await openScope(tx, journey);
        scope.put({ type: 'topic', id, space: `${journey}/circle`, rev: 1, fields: {}, stamps: {}, readable: true });
        scope.finish();
      }),
    end: (journey: string) =>
      current.write([], 'relaxed', async (tx) => {
        const scope = await openScope(tx, journey);
        scope.set({ isGone: true });
        scope.isTold = true;
        scope.finish();
      }),
    hold: async (journey: string) => cache.install(await current.read([], (tx) => readState(tx, journey)), undefined),
    keep: (journey: string, version: number, value: unknown) =>
      current.write([], 'relaxed', async (tx) => putDigest(tx, { name: 'topics', journey, version, value })),
    versionsKept: () =>
      current.read([], async (tx) => {
        const kept = (await tx.values('extracts', ['digest', 'topics'])) as readonly KeptDigest[];
        return kept.map(({ journey, version }) => [journey, version]);
      }),
  };
}

test('[ST15] a digest that is out of date is not given, and one that is not is', async () => {
  const { digests, add, keep } = open();
  await add('a', 'one');
  await keep('a', 1, ['kept']);
  assert.deepEqual(await digests.kept('topics', 'a'), ['kept']);
  assert.equal(await digests.kept('another', 'a'), undefined);
  await add('a', 'two');
  digests.forget('a');
  assert.equal(await digests.kept('topics', 'a'), undefined);
});

test('[ST15] a digest is read once until something is said to have changed, and of a journey in memory never', async () => {
  const { digests, disk, add, keep, hold } = open();
  await add('a', 'one');
  await keep('a', 1, ['kept']);
  await Promise.all([digests.kept('topics', 'a'), digests.kept('topics', 'a')]);
  assert.deepEqual([disk.reads, [...digests.names()]], [1, ['a']]);
  await hold('a');
  assert.equal(await digests.kept('topics', 'a'), undefined);
  assert.equal(disk.reads, 1);
});

test('[ST15] a digest that could not be read is read again', async () => {
  const { digests, disk, add, keep } = open();
  await add('a', 'one');
  await keep('a', 1, ['kept']);
  disk.failure = new StorageError('CORDEE_STORAGE_FAILED', 'The disk is busy.');
  await assert.rejects(digests.kept('topics', 'a'), disk.failure);
  disk.failure = undefined;
  assert.deepEqual(await digests.kept('topics', 'a'), ['kept']);
});

test('[ST15] nothing is kept of a journey that has gone', async () => {
  const { digests, add, end, keep } = open();
  await add('a', 'one');
  await end('a');
  await keep('a', 2, ['kept']);
  assert.equal(await digests.kept('topics', 'a'), undefined);
});

test('[ST16] only those that are out of date are made, then kept, and made again only after a commit', async () => {
  const { digests, topics, asked, add, keep, commit, idle, versionsKept } = open();
  for (const journey of ['a', 'b', 'c']) await add(journey, 'one');
  await add('c', 'two');
  await keep('a', 1, ['kept']);
  await keep('c', 1, ['out of date']);
  assert.deepEqual(
    [...(await digests.all(topics))],
    [
      ['a', ['kept']],
      ['b', ['one']],
      ['c', ['one', 'two']],
    ],
  );
  assert.deepEqual(asked, ['b', 'c']);
  await idle();
  assert.deepEqual(await versionsKept(), [
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ]);
  await add('b', 'two');
  await digests.all(topics);
  assert.deepEqual(asked, ['b', 'c']);
  commit('b');
  assert.deepEqual((await digests.all(topics)).get('b'), ['one', 'two']);
  assert.deepEqual(asked, ['b', 'c', 'b']);
});

test('[ST16] a digest that another page made out of date meanwhile is not kept', async () => {
  const { digests, topics, hold, add, idle, versionsKept } = open();
  await add('a', 'one');
  await hold('a');
  await add('a', 'two');
  assert.deepEqual((await digests.all(topics)).get('a'), ['one'], 'as this page shows it');
  await idle();
  await digests.keep('a');
  assert.deepEqual(await versionsKept(), []);
});

test('[ST16] what is under way is in the answer, and not kept', async () => {
  const { digests, topics, hold, cache, add, idle, versionsKept } = open();
  await add('a', 'one');
  const held = await hold('a');
  cache.hold('a', {
    ...held,
    echoes: [
      {
        journey: 'a',
        tx: 'x',
        change: { kind: 'command', name: 'change.withdraw', args: {} },
        raw: 0,
        clk: 1,
        seen: {},
        creates: false,
      },
    ],
  });
  assert.deepEqual((await digests.all(topics)).get('a'), ['one']);
  await idle();
  await digests.keep('a');
  assert.deepEqual(await versionsKept(), []);
  cache.hold('a', held);
  assert.equal(digests.isUnkept(held), true);
  await digests.keep('a');
  assert.deepEqual(await versionsKept(), [['a', 1]]);
  assert.equal(digests.isUnkept(held), false);
});

test('[ST16] a journey that has gone, or was never there, has no digest', async () => {
  const { digests, topics, add, end, commit, disk } = open();
  await add('a', 'one');
  await add('b', 'one');
  await digests.all(topics);
  await end('a');
  commit('a', 'nowhere');
  assert.deepEqual([...(await digests.all(topics)).keys()], ['b']);
  assert.equal((await disk.current.read([], readRows)).length, 2);
});

test('[ST16] a screen whose first answer could not be read is answered whole when it asks again', async () => {
  const { digests, topics, disk, add } = open();
  await add('a', 'one');
  disk.failure = new StorageError('CORDEE_STORAGE_FAILED', 'The disk is busy.');
  await assert.rejects(digests.all(topics), disk.failure);
  disk.failure = undefined;
  assert.deepEqual([...(await digests.all(topics))], [['a', ['one']]]);
});

test('[ST16] a journey whose records could not be read is in the next answer', async () => {
  const { digests, topics, disk, add, commit } = open();
  await add('a', 'one');
  await digests.all(topics);
  await add('a', 'two');
  commit('a');
  disk.failure = new StorageError('CORDEE_STORAGE_FAILED', 'The disk is busy.');
  await assert.rejects(digests.all(topics), disk.failure);
  disk.failure = undefined;
  assert.deepEqual([...(await digests.all(topics))], [['a', ['one', 'two']]]);
});
