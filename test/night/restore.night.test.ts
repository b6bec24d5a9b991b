import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filter, firstValueFrom } from 'rxjs';
import {
  type Sql,
  createSqlStorage,
  createSyncServer,
  migratePostgres,
  openFolderDatabase,
  openPostgres,
} from '../../server/index.js';
import type { CordeeClient } from '../../src/api/client.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { circle, company, journeyRecord } from '../server/support.js';
import { freePort, startPostgres } from '../support/postgres.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';
import { type TestHost, createHost } from '../support/server-process.js';

const restoreMain = fileURLToPath(new URL('../../server/process/restore-main.js', import.meta.url));
const tenant = 'valmonte';
const texts = Number(process.env['CORDEE_DRILL_TEXTS'] ?? 200);
/** What `docs/server.md` promises. */
const longestMinutes = 15;

async function provision(sql: Sql): Promise<void> {
  const { service } = createSyncServer({
    storage: await createSqlStorage(sql, () => 'first'),
    verifyToken: () => Promise.reject(new Error('Nobody asks here.')),
  });
  await service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
  await sql.close();
}

async function openDevice(t: TestContext, host: TestHost, url: string, person: string): Promise<CordeeClient> {
  const client = await createCordee({
    url,
    user: { tenant, id: person },
    getToken: () => host.tokenFor(person),
    store: await createRecordStore(createMemoryDatabase(), systemEnv),
    connectivity: createTestConnectivity(),
  });
  t.after(() => client.close());
  await firstValueFrom(client.journeys.watchAll().pipe(filter(({ length }) => length > 0)));
  return client;
}

/** Writes, and waits until the server has taken all of it. */
async function write(client: CordeeClient, from: number, to: number): Promise<void> {
  for (let number = from; number < to; number++)
    await client.forum.open({ journey: 'J', audience: circle, body: { text: `Word ${number}` } });
  await allSent(client);
}

const allSent = (client: CordeeClient): Promise<unknown> =>
  firstValueFrom(client.sync.status$.pipe(filter(({ pending, activity }) => pending === 0 && activity === 'idle')));

/** What somebody who has nothing yet is given. */
async function readWords(client: CordeeClient, count: number): Promise<readonly string[]> {
  const topics = await firstValueFrom(client.forum.watchTopics('J').pipe(filter(({ length }) => length >= count)));
  return topics.map(({ body }) => body.text).toSorted();
}

const expected = Array.from({ length: texts }, (_, number) => `Word ${number}`).toSorted();

describe('[T30] a server that is lost and restored from a copy', () => {
  it('in a folder: serves again in time, and devices send what the copy lacks', async (t) => {
    const root = mkdtempSync(join(tmpdir(), 'cordee-drill-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    const [folder, copy] = [join(root, 'data'), join(root, 'cordee.tar.gz')];
    await provision(await openFolderDatabase(folder));
    const host = await createHost(tenant);
    t.after(() => host.stop());
    const port = String(await freePort());
    const start = () => host.start({ CORDEE_DATA_DIR: folder, PORT: port });

    let server = await start();
    const ines = await openDevice(t, host, server.url, 'ines');
    await write(ines, 0, texts / 2);
    await server.end('SIGTERM');
    const kept = await openFolderDatabase(folder);
    await kept.backUp(copy);
    await kept.close();
    server = await start();
    await write(ines, texts / 2, texts);

    await server.end('SIGKILL');
    rmSync(folder, { recursive: true });
    const lostAt = performance.now();
    execFileSync(process.execPath, [restoreMain, copy, folder], { stdio: 'pipe' });
    server = await start();
    const minutes = (performance.now() - lostAt) / 60_000;
    t.diagnostic(`A folder serves again ${(minutes * 60).toFixed(1)} s after it was lost.`);
    assert.ok(minutes <= longestMinutes);
    await ines.sync.syncNow();
    await allSent(ines);
    const marc = await openDevice(t, host, server.url, 'marc');
    assert.deepEqual(await readWords(marc, texts), expected, 'nothing that a device had sent is lost');
  });

  it('on PostgreSQL: the same, from a copy of the database', async (t) => {
    const postgres = await startPostgres({ isDurable: true });
    t.after(() => postgres.stop());
    const database = await postgres.createDatabase();
    const { ownerUrl, appUrl, superuserUrl } = database;
    const name = new URL(superuserUrl).pathname.slice(1);
    const maintenance = { ...database, superuserUrl: superuserUrl.replace(`/${name}`, '/postgres') };
    await migratePostgres({ ownerUrl, app: 'app', createStoreName: () => 'first' });
    await provision(await openPostgres({ url: appUrl }));
    const host = await createHost(tenant);
    t.after(() => host.stop());
    const port = String(await freePort());
    const start = () => host.start({ DATABASE_URL: appUrl, PORT: port });

    let server = await start();
    const ines = await openDevice(t, host, server.url, 'ines');
    await write(ines, 0, texts / 2);
    await server.end('SIGTERM');
    await postgres.query(maintenance, `create database copy template ${name} owner owner`);
    server = await start();
    await write(ines, texts / 2, texts);

    await server.end('SIGKILL');
    await postgres.query(maintenance, `drop database ${name} with (force)`);
    const lostAt = performance.now();
    await postgres.query(maintenance, `alter database copy rename to ${name}`);
    await migratePostgres({ ownerUrl, app: 'app', isRestored: true, createStoreName: () => 'second' });
    server = await start();
    const minutes = (performance.now() - lostAt) / 60_000;
    t.diagnostic(`PostgreSQL serves again ${(minutes * 60).toFixed(1)} s after it was lost.`);
    assert.ok(minutes <= longestMinutes);
    await ines.sync.syncNow();
    await allSent(ines);
    const marc = await openDevice(t, host, server.url, 'marc');
    assert.deepEqual(await readWords(marc, texts), expected, 'nothing that a device had sent is lost');
  });
});
