import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Observable } from 'rxjs';
import { createCordee } from '../src/cordee.js';
import { createMemoryDatabase } from '../src/store/memory-database.js';
import { createRecordStore } from '../src/store/record-store.js';
import type { Store } from '../src/store/store.js';
import { createTestEnv } from '../src/testing/test-env.js';
import { createScriptedAdapter, createTestConnectivity, verdicts } from './support/scripted-adapter.js';

async function open(t: TestContext, wrap: (store: Store) => Store = (store) => store) {
  const env = createTestEnv();
  const adapter = createScriptedAdapter();
  const inner = await createRecordStore(createMemoryDatabase(), env);
  const client = await createCordee({
    url: 'http://nowhere.test/', user: { tenant: 'acme', id: 'ines' }, getToken: async () => 'token', store: wrap(inner), env, adapter,
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
  const watched = Promise.all([ends(client.journeys.watchAll()), ends(client.sync.status$), ends(client.sync.refused$)]);
  let release = (): void => undefined;
  adapter.onPush = () => new Promise((resolve) => (release = () => resolve(verdicts({ j1: [{ seq: 1, st: 'no', code: 'invalid' }] }))));
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
  const answer = await new Promise((resolve) => client.journeys.watchAll().subscribe({ next: resolve, error: resolve }));
  assert.deepEqual(answer, []);
});
