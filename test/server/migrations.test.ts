import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import {
  type Sql,
  type SqlRunner,
  createSqlStorage,
  createSyncServer,
  migratePostgres,
  openFolderDatabase,
  openMemoryDatabase,
  openPostgres,
} from '../../server/index.js';
import { migrations } from '../../server/storage/migrations.js';
import { type TestPostgres, startPostgres } from '../support/postgres.js';
import '../support/light-wasm.js';
import { changesOf } from './support.js';

const place = { tenant: 'valmonte', journey: 'J' };

/** The tables as the first version left them, with a little in each. */
async function beginAtStepOne(tx: SqlRunner): Promise<void> {
  await tx.query(`create table migration (step integer primary key, applied_at timestamptz not null default now())`);
  for (const statement of migrations[0] ?? []) await tx.query(statement);
  await tx.query(`insert into migration (step) values (1)`);
  await tx.query(`insert into meta (key, value) values ('store', 'store-of-old')`);
  await tx.query(`insert into journey (tenant_id, journey_id, rev) values ('valmonte', 'J', 7)`);
  await tx.query(
    `insert into record (tenant_id, journey_id, kind, id, space, rev, fields, stamps) values
       ('valmonte', 'J', 'topic', 't-1', 'J/circle', 5, '{"body":{"text":"Bonjour"}}', '{}'),
       ('valmonte', 'J', 'contribution', 'c-1', 'J/circle', 6, '{"topic":"t-1"}', '{}')`,
  );
  await tx.query(
    `insert into membership (tenant_id, journey_id, id, person, role, home, state, epoch) values ('valmonte', 'J', 'm-1', 'ines', 'coachee', 'company', 'active', 1)`,
  );
  await tx.query(
    `insert into removal (tenant_id, journey_id, space, kind, id, rev) values ('valmonte', 'J', 'J/circle', 'topic', 't-0', 4)`,
  );
  await tx.query(
    `insert into replica_journey (tenant_id, journey_id, replica, last_seq, last_rev, acked_seq) values ('valmonte', 'J', 'phone', 3, 7, 2)`,
  );
  await tx.query(
    `insert into verdict (tenant_id, journey_id, replica, seq, rev, status, hash, tx) select 'valmonte', 'J', 'phone', n, 4 + n, 'ok', 'h', 't' from generate_series(1, 3) n`,
  );
}

/** A database of the third step, with links that are right, links that were written by another journey, and devices. */
async function beginAtStepThree(tx: SqlRunner): Promise<void> {
  await tx.query(`create table migration (step integer primary key, applied_at timestamptz not null default now())`);
  for (const [at, statements] of migrations.slice(0, 3).entries()) {
    for (const statement of statements) await tx.query(statement);
    await tx.query(`insert into migration (step) values ($1)`, [at + 1]);
  }
  await tx.query(`insert into meta (key, value) values ('store', 'store-of-old')`);
  for (const tenant of ['valmonte', 'rival']) {
    const own = [tenant];
    await tx.query(`insert into journey (tenant_id, journey_id, rev) values ($1, 'J', 7), ($1, 'K', 7)`, own);
    await tx.query(
      `insert into membership (tenant_id, journey_id, id, person, role, home, state, epoch, rev) values ($1, 'J', 'm-1', 'ines', 'coachee', 'company', 'active', 1, 4)`,
      own,
    );
    for (const [journey, id] of [
      ['J', 'right'],
      ['J', 'twice'],
      ['K', 'twice'],
      ['K', 'elsewhere'],
    ]) {
      await tx.query(
        `insert into record (tenant_id, journey_id, kind, id, space, rev, fields, stamps) values ($1, $2, 'invitation', $3, $2 || '/guides', 5, '{"state":"sent","expiresAt":"2099-01-01T00:00:00.000Z"}', '{}')`,
        [tenant, journey ?? '', id ?? ''],
      );
    }
    // In this table each id had one row, whose journey was never changed: "elsewhere" is recorded in J, and only K has it.
    for (const id of ['right', 'twice', 'elsewhere']) {
      await tx.query(
        `insert into invitation_link (tenant_id, journey_id, id, hash, expires_ms) values ($1, 'J', $2, $2 || '-' || $1, 4070908800000)`,
        [tenant, id],
      );
      await tx.query(`insert into door (hash, tenant) values ($2 || '-' || $1, $1)`, [tenant, id]);
    }
  }
}

async function demandForeignLinksRevoked(sql: Sql): Promise<void> {
  const storage = await createSqlStorage(sql, () => 'another');
  for (const tenant of ['valmonte', 'rival']) {
    for (const [id, isOpen] of [
      ['right', true],
      ['twice', false],
      ['elsewhere', false],
    ] as const) {
      const hash = `${id}-${tenant}`;
      assert.equal(await storage.read('', (reader) => reader.tenantOfSecret(hash)), isOpen ? tenant : undefined, hash);
      assert.equal(
        (await storage.read(tenant, (reader) => reader.linkByHash(tenant, hash)))?.journey,
        isOpen ? 'J' : undefined,
        hash,
      );
    }
    assert.equal(
      (await storage.read(tenant, (reader) => reader.reachableBy(tenant, 'ines'))).get('J')?.memberships[0]?.sinceRev,
      4,
    );
  }
  const { service } = createSyncServer({
    storage,
    verifyToken: async () => {
      throw new Error('nobody');
    },
  });
  assert.equal(await service.invitations.expire('valmonte'), 2);
  const states = await storage.read('valmonte', (reader) =>
    Promise.all(['right', 'twice'].map(async (id) => (await reader.record(place, 'invitation', id))?.fields['state'])),
  );
  assert.deepEqual(states, ['sent', 'revoked'], 'the guides are told');
  assert.equal(await storage.read('', (reader) => reader.setting('cursors-unsigned')), 'yes');
}

async function demandUpgraded(sql: Sql): Promise<void> {
  const storage = await createSqlStorage(sql, () => 'another');
  assert.equal(storage.store, 'store-of-old', 'the same database, so devices go on where they were');
  await storage.read(place.tenant, async (reader) => {
    assert.equal((await reader.journey(place))?.rev, 7);
    assert.deepEqual((await reader.record(place, 'topic', 't-1'))?.fields, { body: { text: 'Bonjour' } });
    assert.deepEqual(
      (await reader.dependents(place, 'topic', ['t-1'])).map(({ id }) => id),
      ['c-1'],
    );
    assert.deepEqual(
      (await reader.members(place)).map(({ person }) => person),
      ['ines'],
    );
    assert.equal((await changesOf(reader, place, ['J/circle'], 0, 10)).length, 3);
  });
  assert.deepEqual(await storage.read('rival', (reader) => reader.members(place)), [], 'and its tenants are apart now');
  const { tenant } = place;
  const changed = await storage.write({ tenant }, (writer) =>
    writer.changedScopes(tenant, { number: 0, journey: '' }, 10),
  );
  assert.deepEqual(
    changed.map(({ journey, rev }) => [journey, rev]),
    [['J', 7]],
    '[JB1] what was there is in the log',
  );
}

describe('an older database', () => {
  let root: string;
  let postgres: TestPostgres;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'cordee-migrations-'));
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('in a folder is brought to the newest step when it is opened, once', async () => {
    const folder = join(root, 'old');
    const before = await openFolderDatabase(folder);
    await before.asOwner?.(beginAtStepOne);
    await before.close();
    for (let turn = 0; turn < 2; turn++) {
      const sql = await openFolderDatabase(folder);
      await demandUpgraded(sql);
      const steps = await sql.transaction((tx) => tx.query(`select step from migration order by step`));
      assert.deepEqual(
        steps,
        migrations.map((_, at) => ({ step: at + 1 })),
      );
      await sql.close();
    }
  });

  it('on a server is brought there by its owner, by several programs at once without harm', async () => {
    const { ownerUrl, appUrl } = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await beginAtStepOne({ query: async (text, values = []) => (await client.query(text, [...values])).rows });
    await client.end();
    const early = await openPostgres({ url: appUrl }).catch((error: unknown) => error);
    if (!(early instanceof Error)) {
      await assert.rejects(
        createSqlStorage(early as Sql, () => ''),
        /step 1 of|permission denied/,
      );
      await (early as Sql).close();
    }
    const names = await Promise.all(
      [1, 2, 3].map(() => migratePostgres({ ownerUrl, app: 'app', admin: 'admin', createStoreName: () => 'x' })),
    );
    assert.deepEqual(new Set(names), new Set(['store-of-old']));
    const sql = await openPostgres({ url: appUrl });
    await demandUpgraded(sql);
    await sql.close();
  });

  it('on a server, a step that changes rows reaches those of every tenant, and leaves the tenants apart', async () => {
    const { ownerUrl } = await postgres.createDatabase();
    await migratePostgres({ ownerUrl, app: 'app', admin: 'admin', createStoreName: () => 'x' });
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const as = async (tenant: string, text: string): Promise<readonly unknown[]> => {
      await client.query('begin');
      await client.query(`select set_config('cordee.tenant', $1, true)`, [tenant]);
      const { rows } = await client.query(text);
      await client.query('commit');
      return rows;
    };
    for (const tenant of ['valmonte', 'rival']) {
      await as(tenant, `insert into journey (tenant_id, journey_id, rev) values ('${tenant}', 'J', 7)`);
      await as(
        tenant,
        `insert into space (tenant_id, journey_id, name, created_rev, rev, records, checksum) values ('${tenant}', 'J', 'J/circle', 1, 7, 1, 'x')`,
      );
      await as(
        tenant,
        `insert into record (tenant_id, journey_id, kind, id, space, rev, fields, stamps) values ('${tenant}', 'J', 'contribution', 'c-1', 'J/circle', 6, '{"topic":"t-1","withdrawnAt":"x","body":{"text":"kestrel"}}', '{}')`,
      );
    }
    const hiding = migrations.find((statements) => statements.some((one) => one.includes('hiddenAt')));
    assert(hiding);
    for (const statement of hiding) await client.query(statement);
    for (const tenant of ['valmonte', 'rival']) {
      assert.deepEqual(await as(tenant, `select rev, floor_rev from journey`), [{ rev: '8', floor_rev: '8' }]);
      assert.deepEqual(await as(tenant, `select rev from space`), [{ rev: '8' }]);
      assert.deepEqual(await as(tenant, `select fields->'body' as body from record`), [{ body: { text: '…' } }]);
    }
    assert.deepEqual(await as('nobody', `select 1 from record`), []);
    await client.end();
  });

  it('that kept a link in another journey than its own has it revoked, in a folder and on a server', async () => {
    const memory = await openMemoryDatabase();
    await memory.asOwner?.(beginAtStepThree);
    await demandForeignLinksRevoked(memory);
    await memory.close();

    const { ownerUrl, appUrl } = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const owner: SqlRunner = { query: async (text, values = []) => (await client.query(text, [...values])).rows };
    await beginAtStepThree(owner);
    // As its own migration left it: under policies that bind the owner too.
    for (const table of ['journey', 'record', 'membership', 'invitation_link']) {
      await client.query(
        `alter table ${table} enable row level security; alter table ${table} force row level security`,
      );
      await client.query(
        `create policy tenant on ${table} using (tenant_id = nullif(current_setting('cordee.tenant', true), ''))`,
      );
    }
    await client.end();
    await migratePostgres({ ownerUrl, app: 'app', admin: 'admin', createStoreName: () => 'x' });
    const sql = await openPostgres({ url: appUrl });
    await demandForeignLinksRevoked(sql);
    await sql.close();
  });

  it('a new database has no cursors that nobody signed', async () => {
    const sql = await openMemoryDatabase();
    const storage = await createSqlStorage(sql, () => 'x');
    assert.equal(await storage.read('', (reader) => reader.setting('cursors-unsigned')), undefined);
    await storage.close();
  });

  it('of a newer version than the server is left alone', async () => {
    const sql = await openMemoryDatabase();
    await createSqlStorage(sql, () => 'x');
    await sql.transaction((tx) => tx.query(`insert into migration (step) values (999)`));
    await assert.rejects(
      createSqlStorage(sql, () => 'x'),
      { code: 'CORDEE_STORAGE_FAILED', message: /newer version of the server/ },
    );
    await sql.close();
  });

  it('a step that fails leaves the database as it was', async () => {
    const sql = await openMemoryDatabase();
    await sql.asOwner?.(beginAtStepOne);
    await sql.transaction((tx) => tx.query(`create table push_failure (x int)`));
    await assert.rejects(
      createSqlStorage(sql, () => 'x'),
      /already exists/,
    );
    assert.deepEqual(await sql.transaction((tx) => tx.query(`select max(step) as step from migration`)), [{ step: 1 }]);
    await sql.transaction((tx) => tx.query(`drop table push_failure`));
    await demandUpgraded(sql);
    await sql.close();
  });
});

for (const [name, open] of [
  ['PGlite', async () => ({ sql: await openMemoryDatabase(), end: async () => {} })],
  [
    'PostgreSQL',
    async () => {
      const postgres = await startPostgres();
      return { sql: await postgres.open(), end: () => postgres.stop() };
    },
  ],
] as const) {
  it(`what has served is dropped after its time, and nothing else (${name})`, async () => {
    const { sql, end } = await open();
    const storage = await createSqlStorage(sql, () => 'x');
    const tenant = 'valmonte';
    await sql.transaction(async (tx) => {
      for (const own of ['valmonte', 'rival']) {
        await tx.query(`select set_config('cordee.tenant', $1, true)`, [own]);
        await tx.query(`insert into journey (tenant_id, journey_id, rev) values ($1, 'J', 50), ($1, 'K', 50)`, [own]);
        await tx.query(
          `insert into removal (tenant_id, journey_id, space, kind, id, rev, removed_at) select $1, 'J', 'J/circle', 'topic', 't-' || n, n, now() - n * interval '10 days' from generate_series(1, 20) n`,
          [own],
        );
        await tx.query(
          `insert into replica_journey (tenant_id, journey_id, replica, last_seq, last_rev, acked_seq) values ($1, 'J', 'phone', 10, 9, 8), ($1, 'J', 'quiet', 3, 9, 3)`,
          [own],
        );
        await tx.query(
          `insert into verdict (tenant_id, journey_id, replica, seq, status, hash, tx, answered_at)
           select $1, 'J', 'phone', n, 'ok', 'h', 't', now() - (40 - n * 3) * interval '1 day' from generate_series(1, 10) n
           union all select $1, 'J', 'quiet', n, 'ok', 'h', 't', now() - interval '300 days' from generate_series(1, 3) n`,
          [own],
        );
      }
    });
    // Those of 90 to 200 days; those of 37, 34 and 31 days that were acknowledged, and all but the last of a device that is quiet.
    assert.deepEqual(await storage.prune(tenant, Date.now()), { removals: 12, verdicts: 5, lostValues: 0 });
    await storage.read(tenant, async (reader) => {
      assert.equal((await reader.journey({ tenant, journey: 'J' }))?.floorRev, 20);
      assert.equal((await reader.journey({ tenant, journey: 'K' }))?.floorRev, 0);
      assert.equal((await changesOf(reader, { tenant, journey: 'J' }, ['J/circle'], 0, 100)).length, 8);
      assert.deepEqual(
        (await reader.verdicts({ tenant, journey: 'J' }, 'phone', 0, 100)).map(({ seq }) => seq),
        [4, 5, 6, 7, 8, 9, 10],
      );
      assert.deepEqual(
        (await reader.verdicts({ tenant, journey: 'J' }, 'quiet', 0, 100)).map(({ seq }) => seq),
        [3],
      );
    });
    assert.deepEqual(await storage.prune(tenant, Date.now()), { removals: 0, verdicts: 0, lostValues: 0 });
    assert.equal(
      (
        await storage.read('rival', (reader) =>
          changesOf(reader, { tenant: 'rival', journey: 'J' }, ['J/circle'], 0, 100),
        )
      ).length,
      20,
      'nothing of another tenant',
    );
    await storage.close();
    await end();
  });
}
