import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Observable } from 'rxjs';
import { createCordee } from '../src/cordee.js';
import { createMemoryDatabase } from '../src/store/memory-database.js';
import { createRecordStore } from '../src/store/record-store.js';
import type { Store } from '../src/store/store.js';
import { createTestEnv } from '../src/testing/test-env.js';
import { createScriptedAdapter, createTestConnectivity, failure, verdicts } from './support/scripted-adapter.js';

async function open(t: TestContext, wrap: (store: Store) => Store = (store) => store) {
  const env = createTestEnv();
  const adapter = createScriptedAdapter();
  const inner = await createRecordStore(createMemoryDatabase(), env);
  const client = await createCordee({
    url: 'http://nowhere.test/',
    user: { tenant: 'acme', id: 'ines' },
    getToken: async () => 'token',
    store: wrap(inner),
    env,
    adapter,
    connectivity: createTestConnectivity(),
  });
  t.after(() => client.close());
  await env.advance(0);
  return { client, store: inner, env, adapter };
}

const ends = (stream$: Observable<unknown>): Promise<unknown> =>
  new Promise((resolve) => stream$.subscribe({ complete: () => resolve('complete'), error: resolve }));

test('closing ends every watch, also while a cycle still stores what it was told', async (t) => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on('uncaughtException', note);
  t.after(() => process.off('uncaughtException', note));
  const { client, store, env, adapter } = await open(t);
  const watched = Promise.all([
    ends(client.journeys.watchAll()),
    ends(client.sync.status$),
    ends(client.sync.refused$),
  ]);
  let release = (): void => undefined;
  adapter.onPush = () =>
    new Promise((resolve) => (release = () => resolve(verdicts({ j1: [{ seq: 1, st: 'no', code: 'invalid' }] }))));
  await store.commit('j1', [{ kind: 'set', type: 'topic', id: 'a', space: 'j1/circle', fields: {} }]);
  await env.advance(0);
  const closed = client.close();
  release();
  await closed;
  assert.deepEqual(await watched, ['complete', 'complete', 'complete']);
  await env.advance(0);
  assert.deepEqual(uncaught, []);
});

test('after closing, every verb and every watch says that it is closed', async (t) => {
  const { client } = await open(t);
  await client.close();
  const closed = { code: 'CORDEE_CLIENT_CLOSED' };
  await assert.rejects(client.forum.markRead('j1', ['a']), closed);
  await assert.rejects(client.sync.dismiss('a'), closed);
  assert.equal(((await ends(client.forum.watchTopics('j1'))) as { code?: string }).code, closed.code);
});

/** The one method of a store that a class of somebody else would have in its own way. */
class PrivateStore {
  readonly #journeys: readonly string[] = [];

  async journeys(): Promise<readonly string[]> {
    return this.#journeys;
  }
}

test('a store may be an object of a class with private fields', async (t) => {
  const { client } = await open(t, ({ journeys: _, ...rest }) => Object.assign(new PrivateStore(), rest));
  const answer = await new Promise((resolve) =>
    client.journeys.watchAll().subscribe({ next: resolve, error: resolve }),
  );
  assert.deepEqual(answer, []);
});

const waiting = { kind: 'set', type: 'topic', id: 'a', space: 'j1/circle', fields: { body: { text: 'a' } } } as const;
const mark = {
  ...waiting,
  type: 'readMark',
  id: 'b_m',
  fields: { item: 'b', by: 'ines', at: '2026-11-30T09:00:00.000Z' },
} as const;

test('what somebody only read is not told as words that wait, and is sent all the same', async (t) => {
  const { client, store, env, adapter } = await open(t);
  adapter.onPush = () => Promise.reject(failure(undefined));
  const seen: (readonly [number, string | undefined])[] = [];
  client.sync.status$.subscribe(({ pending, oldestPendingAt }) => seen.push([pending, oldestPendingAt]));
  await store.commit('j1', [mark]);
  await env.advance(180_000);
  assert.deepEqual([...new Set(seen.map(([pending]) => pending))], [0]);
  assert.ok(adapter.pushes.length > 0);
  let isStalled = false;
  client.sync.status$.subscribe((status) => (isStalled = status.isStalled));
  assert.equal(isStalled, false);
  await store.commit('j1', [waiting]);
  await env.advance(0);
  assert.equal(seen.at(-1)?.[0], 1);
  await assert.rejects(client.signOut(), { code: 'CORDEE_SYNC_UNSENT', message: /^1 change/ });
});

test('who has only read signs out without a question', async (t) => {
  const { client, store, env, adapter } = await open(t);
  adapter.onPush = () => Promise.reject(failure(undefined));
  await store.commit('j1', [mark]);
  await env.advance(0);
  await client.signOut();
});

for (const [what, change] of [
  ['a private note', { ...waiting, space: 'j1/self:ines' }],
  [
    'a draft, such as words that are kept for nine o’clock',
    { kind: 'set', type: 'draft', id: 'd', space: 'j1/self:ines', fields: { words: {} } },
  ],
] as const) {
  test(`signing out says that ${what} would be lost, and loses it only when told to`, async (t) => {
    const { client, store, env } = await open(t);
    await store.commit('j1', [change]);
    await env.advance(0);
    await assert.rejects(client.signOut(), { code: 'CORDEE_SYNC_UNSENT', message: /^1 change/ });
    assert.equal(await store.own?.(), 1);
    await client.signOut({ discard: true });
  });
}

test('signing out says that words which were refused would be lost', async (t) => {
  const { client, store, env, adapter } = await open(t);
  adapter.onPush = () => verdicts({ j1: [{ seq: 1, st: 'no', code: 'forbidden' }] });
  await store.commit('j1', [waiting]);
  await env.advance(0);
  await assert.rejects(client.signOut(), { code: 'CORDEE_SYNC_UNSENT', message: /^1 change/ });
});
