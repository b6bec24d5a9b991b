import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Env } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { type Database, tableNames } from '../../src/store/database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { makeRoom } from '../../src/store/storage-recovery.js';
import type { Digest, LocalChange, ServerPage, ServerRecord, ServerUpdate, Store } from '../../src/store/store.js';
import { createTestEnv } from '../../src/testing/test-env.js';

const write = (id: string): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space: 'j1/circle',
  fields: { body: { text: id } },
});

/** Lines between the stores of one test. */
function createLines(): NonNullable<Env['openChannel']> {
  const listeners: ((message: unknown) => void)[] = [];
  return (_name, onMessage) => {
    listeners.push(onMessage);
    return {
      post: (message) => listeners.filter((other) => other !== onMessage).forEach((tell) => tell(message)),
      close: () => undefined,
    };
  };
}

const record = (id: string, text = id): ServerRecord => ({
  type: 'topic',
  id,
  space: 'j1/circle',
  rev: 1,
  fields: { body: { text } },
  stamps: {},
  readable: true,
});
const page = (from: string | undefined, to: string, more: Partial<ServerPage> = {}): ServerPage => ({
  journey: 'j1',
  from,
  to,
  mode: 'delta',
  snap: undefined,
  beginsReset: false,
  more: false,
  puts: [],
  deletions: [],
  ...more,
});
const access = { j1: { rev: 1, spaces: { 'j1/circle': 'g1' } } };
const topicsOf = async (store: Store, journey = 'j1'): Promise<readonly string[]> =>
  (await store.records(journey))
    .list('topic')
    .map(({ id }) => id)
    .toSorted();
/** Until all that waits for nothing but other promises has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A database that tabs share, whose next calls a test can hold back or break. */
function createTurnableDatabase(): Database &
  Record<'beforeWrite' | 'beforeRead' | 'afterRead', () => Promise<void>> & { closes: number } {
  const memory = createMemoryDatabase();
  const database = {
    ...memory,
    kind: 'persistent' as const,
    closes: 0,
    beforeWrite: async () => undefined,
    beforeRead: async () => undefined,
    afterRead: async () => undefined,
    read: (async (tables, body) => {
      await database.beforeRead();
      const result = await memory.read(tables, body);
      await database.afterRead();
      return result;
    }) as Database['read'],
    write: (async (tables, durability, body) => {
      const result = await memory.write(tables, durability, body);
      await database.beforeWrite();
      return result;
    }) as Database['write'],
    close() {
      database.closes += 1;
    },
  };
  return database;
}

test('[ST3] what is on the disk when the store is closed is acknowledged', async () => {
  const database = createTurnableDatabase();
  const store = await createRecordStore(database, createTestEnv(), `closing-${process.pid}`);
  let release = (): void => undefined;
  const isWriting = new Promise<void>((begin) => {
    database.beforeWrite = () =>
      new Promise((resolve) => {
        release = resolve;
        begin();
      });
  });
  const commit = store.commit('j1', [write('a')]);
  await isWriting;
  store.close();
  release();
  await commit;
});

test('[ST1] what is committed needs no second reading to be told and shown', async (t) => {
  const database = createTurnableDatabase();
  const store = await createRecordStore(database, createTestEnv(), `reading-${process.pid}`);
  t.after(() => store.close());
  const { replica } = await store.identity();
  await store.commit('j1', [write('a')]);
  const told: string[] = [];
  store.commits$.subscribe(({ journeys }) => told.push(...journeys));
  database.beforeRead = () => Promise.reject(new Error('the disk is busy'));
  await store.applyAnswers(replica, { j1: [{ seq: 1, status: 'refused', reason: 'forbidden' }] });
  assert.deepEqual(told, ['j1']);
  assert.deepEqual((await store.records('j1')).list('topic'), []);
});

test('a store that cannot begin leaves nobody listening', async () => {
  const heard: string[] = [];
  const openChannel = (name: string): undefined => void heard.push(name);
  const database = createTurnableDatabase();
  database.beforeWrite = () => Promise.reject(new Error('no room'));
  await assert.rejects(createRecordStore(database, { ...createTestEnv(), openChannel }, 'never'));
  assert.deepEqual(heard, []);
});

const firstWords: Digest = {
  name: 'words',
  of: (records) => records.list('topic').map(({ fields }) => fields['body']) as unknown,
};
const gone = ['a', 'c'].map((id) => ({ type: 'topic', id, space: 'j1/circle' }));
const takenBack = ['a', 'c'].map((id) => ({ ...record(id, '—'), rev: 2 }));
const without = {
  'are deleted': { pages: [page('c2', 'c3', { deletions: gone })] },
  'are taken back': { pages: [page('c2', 'c3', { puts: takenBack })] },
  'are taken back with more to come': { pages: [page('c2', 'c3', { puts: takenBack, more: true })] },
  'are not in a reset': {
    pages: [page('c2', 'c3', { mode: 'reset', beginsReset: true, puts: [record('b', 'curlew')] })],
  },
  'are in a space that is not readable any more': {
    access: { j1: { rev: 3, spaces: { 'j1/guides': 'g1' } } },
    pages: [],
  },
  'are in a journey that is not readable any more': { access: {}, pages: [] },
} satisfies Record<string, { readonly pages: readonly ServerPage[]; readonly access?: ServerUpdate['access'] }>;
for (const isOpen of [true, false]) {
  for (const [name, news] of Object.entries(without)) {
    test(`[ST21] words that ${name} leave the disk with the transaction that learns of it, ${isOpen ? 'where they are looked at' : 'unseen'}`, async (t) => {
      const database = createMemoryDatabase();
      const setUp = await createRecordStore(database, createTestEnv());
      const { replica } = await setUp.identity();
      await setUp.applyUpdate({
        replica,
        answers: {},
        access,
        pages: [page(undefined, 'c1', { puts: [record('a', 'kestrel'), record('b', 'curlew')] })],
      });
      await setUp.applyUpdate({
        replica,
        answers: {},
        access,
        pages: [page('c1', 'c2', { puts: [record('c', 'dunlin')] })],
      });
      // As a screen over all journeys does, it keeps some words apart.
      await setUp.digests?.(firstWords);
      await setUp.identity();
      setUp.close();
      const dump = async (): Promise<string> =>
        JSON.stringify(
          await database.read(tableNames, (tx) => Promise.all(tableNames.map((table) => tx.values(table, [])))),
        );
      assert.ok(
        (await dump()).match(/kestrel/g)?.length === 2 && /dunlin/.test(await dump()),
        'they were in a page and in the digest; in the log',
      );
      const store = await createRecordStore(database, createTestEnv());
      t.after(() => store.close());
      if (isOpen) await store.records('j1');
      await store.applyUpdate({ replica, answers: {}, access, ...news });
      assert.doesNotMatch(await dump(), /kestrel|dunlin/);
      if (news.pages.length > 0) assert.match(await dump(), /curlew/);
    });
  }
}

test('[ST16] of many journeys only the one that changed is opened, and none after the page is opened again', async () => {
  const memory = createMemoryDatabase();
  const journeys = Array.from({ length: 30 }, (_, index) => `j${index}`);
  const asked: string[] = [];
  const counting: Digest = {
    name: 'count',
    of: (records) => (asked.push(records.journey), records.list('topic').length),
  };
  const store = await createRecordStore(memory, createTestEnv());
  for (const journey of journeys)
    await store.commit(journey, [{ ...write('a'), space: `${journey}/circle` } as LocalChange]);
  assert.equal((await store.digests?.(counting))?.size, 30);
  asked.length = 0;
  await store.commit('j7', [write('b')]);
  assert.equal((await store.digests?.(counting))?.get('j7'), 2);
  assert.deepEqual(asked, ['j7']);
  // What was made is kept in its own time.
  await store.waiting();
  await store.identity();
  store.close();
  asked.length = 0;
  const again = await createRecordStore(memory, createTestEnv());
  assert.equal((await again.digests?.(counting))?.get('j7'), 2);
  assert.deepEqual(asked, []);
  again.close();
});

test('[ST1] what another tab committed is read again when the disk could not give it at once', async (t) => {
  const database = createTurnableDatabase();
  const env = createTestEnv();
  const openChannel = createLines();
  const one = await createRecordStore(database, { ...env, openChannel }, 'shared');
  const other = await createRecordStore(database, { ...env, openChannel }, 'shared');
  t.after(() => (one.close(), other.close()));
  await Promise.all([one.records('j1'), other.records('j1')]);
  let isBroken = true;
  database.beforeRead = () => (isBroken ? Promise.reject(new Error('the disk is busy')) : Promise.resolve());
  await one.commit('j1', [write('a')]);
  await env.advance(0);
  isBroken = false;
  await env.advance(2_000);
  assert.deepEqual(
    (await other.records('j1')).list('topic').map(({ id }) => id),
    ['a'],
  );
});

test('[ST1] what a page stored in its last moment is seen in the others', async (t) => {
  const database = createTurnableDatabase();
  const env = { ...createTestEnv(), openChannel: createLines() };
  const dying = await createRecordStore(database, env, 'shared');
  const other = await createRecordStore(database, env, 'shared');
  t.after(() => other.close());
  await other.records('j1');
  const told: string[] = [];
  other.commits$.subscribe(({ journeys }) => told.push(...journeys));
  database.beforeWrite = () => new Promise(() => undefined);
  const { replica } = await dying.identity();
  void dying.applyUpdate({ replica, answers: {}, access, pages: [page(undefined, 'c1', { puts: [record('a')] })] });
  for (let turns = 0; told.length === 0 && turns < 1_000; turns++) await settled();
  assert.deepEqual(await topicsOf(other), ['a']);
});

test('[ST1] where pages cannot tell each other, who asks the server looks at what the others stored', async (t) => {
  const database = createMemoryDatabase();
  const [one, other] = [
    await createRecordStore(database, createTestEnv()),
    await createRecordStore(database, createTestEnv()),
  ];
  t.after(() => (one.close(), other.close()));
  await other.records('j1');
  const { replica } = await one.identity();
  await one.applyUpdate({ replica, answers: {}, access, pages: [page(undefined, 'c1', { puts: [record('a')] })] });
  assert.deepEqual(await topicsOf(other), []);
  await other.cursors();
  await other.identity();
  assert.deepEqual(await topicsOf(other), ['a']);
});

test('[ST1] a reading that was slow does not come after what was written since', async (t) => {
  const database = createTurnableDatabase();
  const env = { ...createTestEnv(), openChannel: createLines() };
  const one = await createRecordStore(database, env, 'shared');
  const other = await createRecordStore(database, env, 'shared');
  t.after(() => (one.close(), other.close()));
  await Promise.all(['j1', 'j2'].map((journey) => other.records(journey)));
  const { replica } = await one.identity();
  let release = (): void => undefined;
  const reads = [
    () => Promise.reject<void>(new Error('the disk is busy')),
    () => new Promise<void>((resolve) => (release = resolve)),
  ];
  database.afterRead = () => reads.shift()?.() ?? Promise.resolve();
  const both = { ...access, j2: { rev: 1, spaces: { 'j2/circle': 'g1' } } };
  await one.applyUpdate({
    replica,
    answers: {},
    access: both,
    pages: [
      page(undefined, 'c1', { puts: [record('a')] }),
      { ...page(undefined, 'c1', { puts: [{ ...record('b'), space: 'j2/circle' }] }), journey: 'j2' },
    ],
  });
  await settled();
  const written = other.commit('j2', [{ ...write('mine'), space: 'j2/circle' } as LocalChange]);
  await settled();
  release();
  await written;
  await settled();
  assert.deepEqual(await topicsOf(other, 'j2'), ['b', 'mine']);
});

test('[ST10] what another page threw away to make room is read anew, and keeps nothing that has gone meanwhile', async (t) => {
  const database = createMemoryDatabase();
  const env = { ...createTestEnv(), openChannel: createLines() };
  const one = await createRecordStore(database, env, 'shared');
  const other = await createRecordStore(database, env, 'shared');
  t.after(() => (one.close(), other.close()));
  const { replica } = await one.identity();
  await one.applyUpdate({
    replica,
    answers: {},
    access,
    pages: [page(undefined, 'c1', { puts: [record('a'), record('b')] })],
  });
  assert.deepEqual(await topicsOf(other), ['a', 'b']);
  await makeRoom(database, () => false);
  await one.applyUpdate({ replica, answers: {}, access, pages: [page(undefined, 'c2', { puts: [record('a')] })] });
  await other.identity();
  assert.deepEqual(await topicsOf(other), ['a']);
});

test('[ST3] what waits is counted as it is on the disk, and one’s own writes are counted without reading it again', async (t) => {
  const database = createTurnableDatabase();
  const env = { ...createTestEnv(), openChannel: createLines() };
  const one = await createRecordStore(database, env, 'shared');
  const other = await createRecordStore(database, env, 'shared');
  t.after(() => (one.close(), other.close()));
  const pending = async (store: Store): Promise<number> => (await store.waiting()).pending;
  assert.deepEqual([await pending(one), await pending(other)], [0, 0]);
  await one.commit('j1', [write('a'), write('b'), { ...write('for me'), space: 'j1/self:me' } as LocalChange]);
  database.beforeRead = () => Promise.reject(new Error('nothing is read'));
  assert.equal(await pending(one), 2);
  database.beforeRead = async () => undefined;
  await other.identity();
  assert.equal(await pending(other), 2);
  await other.commit('j2', [{ ...write('c'), space: 'j2/circle' } as LocalChange]);
  await one.identity();
  assert.deepEqual([await pending(one), await pending(other)], [3, 3]);
  const { oldestAt } = await one.waiting();
  assert.equal(oldestAt, Math.min(...(await one.unsent()).map(({ raw }) => raw)));
  const { replica } = await one.identity();
  await one.applyAnswers(replica, { j1: [{ seq: 1, status: 'refused', reason: 'forbidden' }] });
  await other.identity();
  assert.deepEqual(
    [await one.waiting(), await other.waiting()].map(({ pending: count, refused }) => [count, refused]),
    [
      [2, 1],
      [2, 1],
    ],
  );
});

test('[ST4] a pull that brings nothing makes no digest again', async (t) => {
  const database = createMemoryDatabase();
  const made: string[] = [];
  const counting: Digest = {
    name: 'count',
    of: (records) => (made.push(records.journey), records.list('topic').length),
  };
  const store = await createRecordStore(database, createTestEnv(), undefined, { digests: [counting] });
  t.after(() => store.close());
  const { replica } = await store.identity();
  await store.applyUpdate({ replica, answers: {}, access, pages: [page(undefined, 'c1', { puts: [record('a')] })] });
  await store.applyUpdate({ replica, answers: {}, access, pages: [page('c1', 'c2')] });
  await store.applyUpdate({ replica, answers: {}, access, pages: [page('c2', 'c3')] });
  assert.equal((await store.digests?.(counting))?.get('j1'), 1);
  assert.deepEqual(made, ['j1']);
});

test('[ST24] a command that an older version stored shows what it changes', async () => {
  const database = createMemoryDatabase();
  const member = {
    ...record('m1'),
    type: 'member',
    fields: { person: 'hana', role: 'companion', state: 'active', name: 'Hana', timeZone: 'UTC' },
  };
  const before = await createRecordStore(database, createTestEnv());
  const { replica } = await before.identity();
  await before.applyUpdate({ replica, answers: {}, access, pages: [page(undefined, 'c1', { puts: [member] })] });
  await before.commit('j1', [{ kind: 'command', name: 'membership.pause', args: { id: 'm1' } }]);
  const [waiting] = await before.unsent();
  const { effect: _, ...stored } = waiting ?? assert.fail();
  await database.write(tableNames, 'strict', async (tx) => tx.put('outbox', ['j1', stored.seq], stored));
  before.close();

  const store = await createRecordStore(database, createTestEnv());
  const shown = async () => (await store.records('j1')).get('member', 'm1')?.fields['state'];
  const told = new Promise((resolve) => store.commits$.subscribe(resolve));
  assert.equal(await shown(), 'active');
  await told;
  assert.equal(await shown(), 'paused');
  assert.equal((await store.unsent()).length, 1);
  store.close();
});
