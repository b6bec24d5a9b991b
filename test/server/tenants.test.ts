import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Sql,
  createSqlStorage,
  createSyncServer,
  migratePostgres,
  openMemoryDatabase,
  openPostgres,
} from '../../server/index.js';
import { type TestDatabase, type TestPostgres, startPostgres } from '../support/postgres.js';
import { company, journeyRecord } from './support.js';

/** A journey of two tenants each, by way of the server. */
async function provision(sql: Sql): Promise<void> {
  const storage = await createSqlStorage(sql, () => 'store-1');
  const { service } = createSyncServer({ storage, verifyToken: () => Promise.reject(new Error('none')) });
  for (const tenant of ['valmonte', 'rival'])
    await service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
}

const countOf = (sql: Sql, table: string, scope?: Parameters<Sql['transaction']>[1]) =>
  sql.transaction(async (tx) => (await tx.query(`select 1 from ${table}`)).length, scope);

describe('[A12, T23] tenants on PostgreSQL', () => {
  let postgres: TestPostgres;
  let database: TestDatabase;
  let sql: Sql;
  let tables: readonly string[];
  before(async () => {
    postgres = await startPostgres();
    database = await postgres.createDatabase();
    await migratePostgres({
      ownerUrl: database.ownerUrl,
      app: 'app',
      admin: 'admin',
      createStoreName: () => 'store-1',
    });
    // One connection that reads: what one transaction leaves behind, the next would see.
    sql = await openPostgres({ url: database.appUrl, connections: 2 });
    await provision(sql);
    const rows = await postgres.query<{ name: string }>(
      database,
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'`,
    );
    tables = rows.map(({ name }) => name);
    assert(tables.includes('record') && tables.includes('membership') && tables.length >= 9);
  });
  after(async () => {
    await sql?.close();
    await postgres?.stop();
  });

  it('every table that names a tenant is under a policy that binds its owner too', async () => {
    const free = await postgres.query(
      database,
      `select relname from pg_class where relname = any($1) and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`,
      [tables],
    );
    assert.deepEqual(free, []);
    const definers = await postgres.query(
      database,
      `select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`,
    );
    assert.deepEqual(definers, [], 'no function that runs as somebody else');
  });

  it('a transaction sees the rows of its tenant, and of none without one', async () => {
    for (const table of tables) {
      assert.equal(await countOf(sql, table), 0, `${table} without a tenant`);
      assert.equal(await countOf(sql, table, { tenant: '' }), 0, `${table} with an empty one`);
      assert.equal(await countOf(sql, table, { tenant: 'nobody' }), 0, `${table} of another`);
    }
    assert.equal(await countOf(sql, 'membership', { tenant: 'valmonte' }), 7);
    const tenants = await sql.transaction((tx) => tx.query(`select distinct tenant_id from record`), {
      tenant: 'rival',
      isReadOnly: true,
    });
    assert.deepEqual(tenants, [{ tenant_id: 'rival' }]);
  });

  it('a tenant in a text that would end the statement is a tenant', async () => {
    const hostile = `x'; set local cordee.tenant = 'valmonte`;
    assert.equal(await countOf(sql, 'record', { tenant: hostile }), 0);
    assert.equal(await countOf(sql, 'record', { tenant: hostile, journey: 'J' }), 0);
  });

  it('writes nothing for another tenant, whatever the statement says', async () => {
    const insert = (scope?: { tenant: string }) =>
      sql.transaction((tx) => tx.query(`insert into journey (tenant_id, journey_id) values ('rival', 'K')`), scope);
    await assert.rejects(insert(), { code: '42501' });
    await assert.rejects(insert({ tenant: 'valmonte' }), { code: '42501' });
    const changed = await sql.transaction(
      (tx) => tx.query(`update journey set rev = 99 where tenant_id = 'rival' returning 1`),
      { tenant: 'valmonte' },
    );
    assert.deepEqual(changed, []);
    await assert.rejects(
      sql.transaction((tx) => tx.query(`update journey set tenant_id = 'rival' where tenant_id = 'valmonte'`), {
        tenant: 'valmonte',
      }),
      { code: '42501' },
    );
  });

  it('a connection that is used again has forgotten its tenant, after an error too', async () => {
    for (const scope of [
      { tenant: 'valmonte' },
      { tenant: 'valmonte', isReadOnly: true },
      { tenant: 'valmonte', journey: 'J' },
    ]) {
      await assert.rejects(
        sql.transaction((tx) => tx.query('select 1 / 0 from record'), scope),
        { code: '22012' },
      );
      assert.equal(await countOf(sql, 'record'), 0);
      await assert.rejects(
        sql.transaction(async () => {
          throw new Error('ours');
        }, scope),
        { message: 'ours' },
      );
      assert.equal(await countOf(sql, 'record'), 0);
      assert((await countOf(sql, 'record', scope)) > 0);
      assert.equal(await countOf(sql, 'record'), 0);
    }
  });

  it('a failed statement that was swallowed is not acknowledged', async () => {
    await assert.rejects(
      sql.transaction((tx) => tx.query('select 1 / 0').catch(() => []), { tenant: 'valmonte' }),
      /nothing was kept/,
    );
    await assert.rejects(
      sql.transaction((tx) => tx.query('select 1 / 0').catch(() => []), { tenant: 'valmonte', journey: 'J' }),
      /nothing was kept/,
    );
  });

  it('the serving role changes no table and becomes nobody else', async () => {
    for (const statement of [
      'alter table record disable row level security',
      'alter table record no force row level security',
      'drop policy tenant on record',
      'create table own (x int)',
      'set role owner',
      'set role postgres',
      `update meta set value = 'x'`,
      'truncate record',
    ]) {
      await assert.rejects(
        sql.transaction((tx) => tx.query(statement), { tenant: 'valmonte' }),
        { code: '42501' },
        statement,
      );
    }
  });

  it('[A4] the role that looks after the database reads no row of any tenant', async () => {
    const ask = (text: string) => postgres.query({ ...database, superuserUrl: database.adminUrl }, text);
    await assert.rejects(ask('select * from meta'), { code: '42501' });
    assert((await ask('select * from migration')).length >= 2);
    for (const table of tables) await assert.rejects(ask(`select 1 from "${table}"`), { code: '42501' }, table);
  });

  it('the server does not start as a role that no policy binds, and says which to give', async () => {
    await postgres.query(database, `create role passer login bypassrls; create role heir login in role owner`);
    const asRole = (name: string) => database.appUrl.replace('//app@', `//${name}@`);
    for (const [url, why] of [
      [database.superuserUrl, /"postgres" of DATABASE_URL is a superuser/],
      [database.ownerUrl, /"owner" of DATABASE_URL owns the tables/],
      [asRole('passer'), /"passer" of DATABASE_URL is a superuser or passes the policies by/],
      [asRole('heir'), /"heir" of DATABASE_URL owns the tables/],
    ] as const) {
      await assert.rejects(
        openPostgres({ url }),
        (error: Error & { code?: string }) => error.code === 'CORDEE_INPUT_INVALID' && why.test(error.message),
        url,
      );
    }
  });

  it('the server says in a sentence that the tables are not there yet', async () => {
    const empty = await postgres.createDatabase();
    const opened = await openPostgres({ url: empty.appUrl });
    await assert.rejects(
      createSqlStorage(opened, () => 'x'),
      {
        code: 'CORDEE_STORAGE_FAILED',
        message: /at step 0 of \d+: run "node dist\/server\/process\/migrate-main\.js"/,
      },
    );
    await opened.close();
  });

  it('a restored database has another name, so that devices notice; a migrated one keeps its own', async () => {
    const options = { ownerUrl: database.ownerUrl, app: 'app', admin: 'admin' };
    assert.equal(await migratePostgres({ ...options, createStoreName: () => 'store-2' }), 'store-1');
    assert.equal(await migratePostgres({ ...options, createStoreName: () => 'store-2', isRestored: true }), 'store-2');
    assert.equal((await createSqlStorage(sql, () => 'store-3')).store, 'store-2');
  });
});

describe('[A12] tenants inside this process', () => {
  it('are kept apart by the same policies, under a role that owns nothing', async () => {
    const sql = await openMemoryDatabase();
    await provision(sql);
    assert.equal(await countOf(sql, 'membership', { tenant: 'valmonte' }), 7);
    assert.equal(await countOf(sql, 'membership', { tenant: 'nobody' }), 0);
    assert.equal(await countOf(sql, 'membership', { tenant: 'valmonte', journey: 'J' }), 7);
    await assert.rejects(
      sql.transaction((tx) => tx.query(`insert into journey (tenant_id, journey_id) values ('rival', 'K')`), {
        tenant: 'valmonte',
      }),
      { code: '42501' },
    );
    await assert.rejects(
      sql.transaction((tx) => tx.query('alter table record no force row level security'), { tenant: 'valmonte' }),
      { code: '42501' },
    );
    await sql.close();
  });
});
