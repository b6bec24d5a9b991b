import assert from 'node:assert/strict';
import { type TestContext, before, after, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { type Sql, createSqlStorage, createSyncServer } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import type { SyncStatus } from '../../src/api/client.js';
import { claimsOf } from '../../src/sync/token-keeper.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import type { Database } from '../../src/store/database.js';
import { createRecordStore } from '../../src/store/record-store.js';

const tenant = 'acme';
/** A token of this issuer, but for the signature; good for so long. */
const tokenOf = (sub: string, lifeS = 600, of = tenant): string =>
  `e30.${Buffer.from(JSON.stringify({ sub, tenant: of, iat: 1_000, exp: 1_000 + lifeS })).toString('base64url')}.x`;

interface Asked {
  readonly path: string;
  readonly who: string;
}

describe('whose a token is', () => {
  let sql: Sql;
  before(async () => {
    sql = await openMemoryDatabase();
  });
  after(() => sql.close());

  /** A server on a port of its own. `isOld`: as it was before it could say for whom it answers. */
  async function start(
    t: TestContext,
    {
      personOf = (sub) => sub,
      isOld = false,
    }: { readonly personOf?: (sub: string) => string; readonly isOld?: boolean } = {},
  ) {
    const asked: Asked[] = [];
    const { app, service } = createSyncServer({
      storage: await createSqlStorage(sql, () => 'store-1'),
      env: systemEnv,
      verifyToken: async (token) => {
        const { sub, tenant: of } = claimsOf(token);
        return { tenant: String(of), person: personOf(String(sub)), expiresAt: systemEnv.now() + 600_000 };
      },
    });
    const fetchOf = async (request: Request): Promise<Response> => {
      const path = new URL(request.url).pathname.slice('/v1/'.length);
      asked.push({ path, who: String(claimsOf(request.headers.get('authorization') ?? '')['sub']) });
      if (isOld && path === 'whose') return app.fetch(new Request(request.url.replace('whose', 'unheard-of'), request));
      const response = await app.fetch(request);
      if (!isOld || path === 'events') return response;
      const { whose: _, ...body } = (await response.json()) as Record<string, unknown>;
      return Response.json(body, { status: response.status });
    };
    const http = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const made = serve({ fetch: fetchOf, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
    });
    t.after(async () => {
      await service.close();
      if ('closeAllConnections' in http) http.closeAllConnections();
      http.close();
    });
    return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, asked, service };
  }

  /** A page of this person on a device that keeps what an earlier page left. */
  async function openPage(
    t: TestContext,
    url: string,
    user: string,
    getToken: () => string,
    database: Database = createMemoryDatabase(),
  ) {
    const store = await createRecordStore(database, systemEnv);
    const client = await createCordee({ url, user: { tenant, id: user }, getToken: async () => getToken(), store });
    t.after(() => client.close());
    let status: SyncStatus | undefined;
    client.sync.status$.subscribe((next) => (status = next));
    return { client, store, status: () => status };
  }

  const words = (id: string) => ({
    kind: 'set' as const,
    type: 'topic' as const,
    id,
    space: 'j1/circle',
    fields: { body: { text: 'mine' } },
  });
  const carrying = ({ path }: Asked): boolean =>
    path === 'push' || path === 'pull' || path === 'events' || path === 'invitations';

  it('[SY24] words written without a network are not sent with the token of somebody else after a reload, and wait until their author signs in', async (t) => {
    const { url, asked } = await start(t);
    const database = createMemoryDatabase();
    const away = await openPage(t, 'http://127.0.0.1:9', 'ines', () => tokenOf('ines'), database);
    await away.store.commit('j1', [words('a')]);
    await away.client.close();
    let who = 'marc';
    const page = await openPage(t, url, 'ines', () => tokenOf(who), database);
    await page.client.sync.syncNow();
    assert.deepEqual(asked.filter(carrying), []);
    assert.deepEqual(
      [page.status()?.activity, page.status()?.lastError, page.status()?.pending],
      ['needs-auth', 'CORDEE_SYNC_AUTH', 1],
    );
    who = 'ines';
    await page.client.sync.syncNow();
    assert.deepEqual([...new Set(asked.filter(carrying).map((one) => one.who))], ['ines']);
    assert.equal(
      asked.some(({ path }) => path === 'push'),
      true,
    );
  });

  it('[SY24] a token of another tenant is refused on the device, before the server is asked anything', async (t) => {
    const { url, asked } = await start(t);
    const page = await openPage(t, url, 'ines', () => tokenOf('ines', 600, 'globex'));
    await page.client.sync.syncNow();
    assert.deepEqual([asked, page.status()?.activity], [[], 'needs-auth']);
  });

  it('[SY24] where the server calls people otherwise than their issuer, it is asked whose a token is, once for each name', async (t) => {
    const { url, asked } = await start(t, { personOf: (sub) => `p-${sub.split('@')[0]}` });
    let who = 'ines@acme.test';
    // Each is so short that the next request asks for another.
    const page = await openPage(t, url, 'p-ines', () => tokenOf(who, 0));
    await page.client.sync.syncNow();
    const questions = () => asked.filter(({ path }) => path === 'whose').length;
    const first = questions();
    assert.ok(first > 0);
    await page.client.sync.syncNow();
    assert.deepEqual([questions(), page.status()?.lastError], [first, undefined]);
    assert.notEqual(page.status()?.lastSyncedAt, undefined);
    who = 'marc@acme.test';
    const before = asked.length;
    await page.store.commit('j1', [words('b')]);
    await page.client.sync.syncNow();
    assert.deepEqual(
      asked.slice(before).filter((one) => carrying(one) && one.who !== 'ines@acme.test'),
      [],
    );
    assert.equal(page.status()?.activity, 'needs-auth');
  });

  it('[SY24] of a token that names nobody the server is not asked again, but of the next one', async (t) => {
    const { url, asked } = await start(t, { personOf: () => 'ines' });
    // Each is so short that the next request asks the host again.
    const nameless = (mark: string): string =>
      `e30.${Buffer.from(JSON.stringify({ tenant, mark, iat: 1_000, exp: 1_000 })).toString('base64url')}.x`;
    let token = nameless('a');
    const page = await openPage(t, url, 'ines', () => token);
    const questions = () => asked.filter(({ path }) => path === 'whose').length;
    await page.client.sync.syncNow();
    const first = questions();
    await page.client.sync.syncNow();
    assert.equal(questions(), first);
    token = nameless('b');
    await page.client.sync.syncNow();
    assert.ok(questions() > first && first > 0);
    assert.equal(page.status()?.lastError, undefined);
  });

  it('[SY24] an answer for another person than the one here is not stored, whatever the token says', async (t) => {
    const { url } = await start(t, { personOf: (sub) => (sub === 'ines' ? 'marc' : sub) });
    const page = await openPage(t, url, 'ines', () => tokenOf('ines'));
    await page.client.sync.syncNow();
    assert.deepEqual([page.status()?.activity, page.status()?.lastSyncedAt], ['needs-auth', undefined]);
  });

  it('[SY24] an invitation is not sent with the token of somebody else either', async (t) => {
    const { url, asked } = await start(t);
    const page = await openPage(t, url, 'ines', () => tokenOf('marc'));
    await assert.rejects(page.client.circle.revokeInvitation('i1'), { code: 'CORDEE_SYNC_AUTH' });
    assert.deepEqual(
      asked.filter(({ path }) => path !== 'whose'),
      [],
    );
  });

  it("[SY24] with a server that cannot say it, a token's own words decide", async (t) => {
    const { url, asked } = await start(t, { isOld: true });
    const other = await openPage(t, url, 'ines', () => tokenOf('marc'));
    await other.client.sync.syncNow();
    assert.deepEqual([asked.filter(carrying), other.status()?.activity], [[], 'needs-auth']);
    const own = await openPage(t, url, 'ines', () => tokenOf('ines'));
    await own.client.sync.syncNow();
    assert.notEqual(own.status()?.lastSyncedAt, undefined);
  });

  it('[SY24] with a server that cannot say it, a person whom the issuer calls by an address still syncs', async (t) => {
    const { url } = await start(t, { isOld: true, personOf: (sub) => `p-${sub.split('@')[0]}` });
    const page = await openPage(t, url, 'p-ines', () => tokenOf('ines@acme.test'));
    await page.client.sync.syncNow();
    assert.notEqual(page.status()?.lastSyncedAt, undefined);
  });
});
