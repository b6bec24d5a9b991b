import type { CordeeClient } from '../api/client.js';
import { type CordeeOptions, createCordee } from '../cordee.js';
import { digestsFor } from '../domain/support/screen.js';
import { SyncError } from '../errors.js';
import type { Id } from '../model/value/ids.js';
import { templateScopeOf } from '../model/scope/scope-key.js';
import type { Template } from '../model/template/template.js';
import type { Fields } from '../model/value/json.js';
import type { Database } from '../store/database.js';
import type { Store } from '../store/store.js';
import { type TestConnectivity, createTestConnectivity } from './test-connectivity.js';
import { type TestDevice, createTestStore } from './test-device.js';
import { type TestEnv, createTestEnv } from './test-env.js';
import type { TestJourney } from './test-records.js';
import { type TestServer, createTestServer } from './test-server.js';

export interface TestCordeeOptions {
  /** Whose Cordée it is. */
  readonly person: Id;
  readonly tenant?: string;
  /** What the server holds; `createTestJourney` makes one. */
  readonly journeys?: readonly TestJourney[];
  /** Published templates that the journeys are made from. */
  readonly templates?: readonly Template[];
  /** Whether there is a network at first: without one, the device holds what it held before. */
  readonly isOnline?: boolean;
  /** Whether the device says that it keeps things. All is lost with the test in any case. */
  readonly keeps?: boolean;
  /** A clock and dice; those of another client for one that lives at the same time. */
  readonly env?: TestEnv;
  /** The server of another client, for one of the same person. */
  readonly server?: TestServer;
  /** What another client of the same person left on this device; with its `env`, the two are tabs of one browser. */
  readonly database?: Database;
  readonly onTrace?: CordeeOptions['onTrace'];
}

export interface TestCordee {
  readonly client: CordeeClient;
  readonly server: TestServer;
  readonly device: TestDevice;
  readonly env: TestEnv;
  readonly store: Store;
  readonly connectivity: TestConnectivity;
  /** Settles when all that waits for nothing but its turn has had it: what was written is sent, what is new is here. */
  settled(): Promise<void>;
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
}

/**
 * A real client over a store in memory, a server that takes everything, a clock that moves only
 * when told, and a network that a test switches.
 *
 * Settles once the first sync has ended. Nothing outlives it; `client.close()` ends it.
 *
 * @example
 * ```ts
 * const journey = createTestJourney({
 *   id: 'j1',
 *   members: [
 *     { person: 'ines', name: 'Inès', role: 'coachee' },
 *     { person: 'marc', name: 'Marc', role: 'coach' },
 *   ],
 * });
 * const { client, goOffline, goOnline, server } = await createTestCordee({ person: 'ines', journeys: [journey] });
 * await goOffline();
 * await client.forum.open({ journey: 'j1', audience: { kind: 'circle' }, body: { text: 'Hello', lang: 'en' } });
 * await goOnline();
 * console.log(server.taken.length); // 1
 * ```
 */
export async function createTestCordee({
  person,
  tenant = 'acme',
  journeys = [],
  templates = [],
  isOnline = true,
  keeps = true,
  env = createTestEnv(),
  server = createTestServer(person, [...journeys, ...templates.map(scopeOfTemplate)], env),
  database,
  onTrace,
}: TestCordeeOptions): Promise<TestCordee> {
  const connectivity = createTestConnectivity();
  connectivity.online = isOnline;
  const { store, device } = await createTestStore(env, { database, keeps, digests: digestsFor(person) });
  const { adapter } = server;
  // Without a network nobody is reached, whatever the server would say.
  const reach = <T>(ask: () => Promise<T>): Promise<T> => (connectivity.online ? ask() : Promise.reject(offline()));
  const client = await createCordee({
    url: 'http://cordee.test/',
    user: { tenant, id: person },
    getToken: async () => 'token',
    store,
    env,
    connectivity,
    onTrace,
    adapter: {
      ...adapter,
      push: (request, signal) => reach(() => adapter.push(request, signal)),
      pull: (request, signal) => reach(() => adapter.pull(request, signal)),
      call: (path, body, signal) => reach(async () => adapter.call?.(path, body, signal)),
    },
  });
  const settled = (): Promise<void> => env.advance(0);
  await settled();
  return {
    client,
    server,
    device,
    env,
    store,
    connectivity,
    settled,
    async goOffline() {
      connectivity.tell('offline');
      await settled();
    },
    async goOnline() {
      connectivity.tell('online');
      await settled();
    },
  };
}

const offline = (): SyncError =>
  new SyncError('CORDEE_SYNC_OFFLINE', 'The test has no network now.', { retryable: true });

const scopeOfTemplate = (template: Template): TestJourney => ({
  id: templateScopeOf(template.id, template.version),
  records: [{ type: 'template', id: template.id, space: 'main', fields: template as unknown as Fields }],
});
