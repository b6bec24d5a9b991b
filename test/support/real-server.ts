import type { TestContext } from 'node:test';
import { NEVER } from 'rxjs';
import { type ProvisionedRecord, type Sql, createSqlStorage, createSyncServer } from '../../server/index.js';
import type { CordeeClient } from '../../src/api/client.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Store } from '../../src/store/store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestConnectivity } from './scripted-adapter.js';

/** A server whose tokens are the names of people. */
export async function startServer(
  t: TestContext,
  sql: Sql,
  tenant: string,
  records: readonly ProvisionedRecord[],
  store = 'store-1',
) {
  const storage = { ...(await createSqlStorage(sql, () => store)), store };
  const { app, service } = createSyncServer({
    storage,
    env: systemEnv,
    verifyToken: async (person) => ({ tenant, person, expiresAt: Date.now() + 600_000 }),
  });
  t.after(() => service.close());
  const give = (more: readonly ProvisionedRecord[]): Promise<unknown> =>
    service.provision({ tenant, journey: 'J', records: more });
  await give(records);
  return { app, service, storage, give };
}

export interface Person {
  readonly client: CordeeClient;
  readonly store: Store;
  /** Bodies of the requests, with their path. */
  readonly sent: readonly (readonly [path: string, body: string])[];
  /** Talks to another server from now on, or to none. */
  connect(server: { readonly app: { fetch(request: Request): Response | Promise<Response> } } | undefined): void;
}

/** A person's device that syncs when told to; it has no timers. */
export async function startPerson(
  t: TestContext,
  tenant: string,
  person: string,
  server: Parameters<Person['connect']>[0],
): Promise<Person> {
  const env = { ...systemEnv, after: () => () => undefined };
  const store = await createRecordStore(createMemoryDatabase(), env);
  const sent: (readonly [string, string])[] = [];
  let current = server;
  const adapter = createHttpAdapter({
    url: 'http://sync.test/',
    env,
    tokens: createTokenKeeper(async () => person, env),
    fetch: async (input, init) => {
      sent.push([new URL(String(input)).pathname, String(init?.body)]);
      if (!current) throw new TypeError('no network');
      return current.app.fetch(
        new Request(String(input), { method: 'POST', headers: init?.headers ?? {}, body: String(init?.body) }),
      );
    },
  });
  const client = await createCordee({
    url: 'http://sync.test/',
    user: { tenant, id: person },
    getToken: async () => person,
    store,
    env,
    adapter: { ...adapter, pokes$: NEVER },
    connectivity: createTestConnectivity(),
  });
  t.after(() => client.close());
  await client.sync.syncNow();
  return { client, store, sent, connect: (next) => (current = next) };
}
