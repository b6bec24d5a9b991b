// Fetched with the first push: what is under test must not wait for a file that is read for the first time.
import '../../src/sync/push.js';
import type { TestContext } from 'node:test';
import { type Observable, Subject, defer } from 'rxjs';
import type { Env } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { LocalChange, Store } from '../../src/store/store.js';
import type { Poke } from '../../src/sync/sync-adapter.js';
import { type EngineStatus, startSyncEngine } from '../../src/sync/sync-engine.js';
import { type TestEnv, createTestEnv } from '../../src/testing/test-env.js';
import { createScriptedAdapter, createTestConnectivity } from './scripted-adapter.js';

export const write = (id: string): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space: 'j1/circle',
  fields: { body: { text: id } },
});

/** Timers of an engine that are still to come. */
function counted(env: TestEnv): { readonly env: TestEnv; readonly waiting: () => number } {
  const waiting = new Set<object>();
  return {
    waiting: () => waiting.size,
    env: {
      ...env,
      after(delayMs, run) {
        const timer = {};
        waiting.add(timer);
        const stop = env.after(delayMs, () => {
          waiting.delete(timer);
          run();
        });
        return () => {
          waiting.delete(timer);
          stop();
        };
      },
    },
  };
}

export interface EngineTest {
  /** Before the first cycle. */
  readonly prepare?: (adapter: ReturnType<typeof createScriptedAdapter>) => void;
  readonly pokes$?: Observable<Poke> | undefined;
  readonly lock?: Env['lock'];
  /** What an earlier page left. */
  readonly store?: Store;
  readonly env?: TestEnv;
}

/** An engine on a scripted server, with time and network in the test's hand. */
export async function startEngine(
  t: TestContext,
  { prepare, pokes$, lock, store: given, env: givenEnv = createTestEnv() }: EngineTest = {},
) {
  const { env: timed, waiting } = counted(givenEnv);
  const env = lock ? { ...timed, lock } : timed;
  const pokes = new Subject<Poke>();
  let listens = 0;
  const adapter = createScriptedAdapter(
    defer(() => {
      listens += 1;
      return pokes$ ?? pokes;
    }),
  );
  prepare?.(adapter);
  const store = given ?? (await createRecordStore(createMemoryDatabase(), env));
  const connectivity = createTestConnectivity();
  const engine = startSyncEngine({ store, adapter, env, connectivity, name: 'test' });
  let status: EngineStatus | undefined;
  engine.status$.subscribe((next) => (status = next));
  t.after(async () => {
    await engine.close();
    store.close();
  });
  await env.advance(0);
  return {
    env,
    adapter,
    store,
    connectivity,
    engine,
    pokes,
    state: () => status?.state,
    status: () => status,
    waiting,
    listens: () => listens,
  };
}
