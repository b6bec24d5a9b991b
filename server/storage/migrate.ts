import { StorageError } from '../../src/errors.js';
import { continueChangeNumbers } from './change-numbers.js';
import { migrations } from './migrations.js';
import { type SqlRunner, literalOf, nameOf, servingRole } from './sql.js';

/** What the serving role may do with tables that name no tenant. They hold nothing that people wrote. */
const rightsOnCommon: Readonly<Record<string, string>> = { meta: 'select, insert', migration: 'select' };

/** Key of the lock that one migration at a time holds. */
export const migrationLock = 4201126;

/** Who may do what, once the tables are there. */
export interface Roles {
  /** Serves: reads and writes the rows of one tenant at a time. Owns nothing. */
  readonly app: string;
  /** Looks after the database: sees its state, and no row of any tenant. */
  readonly admin?: string | undefined;
}

/** Brings the database to the newest step, as its owner, and gives the name of this incarnation of it. */
export async function migrate(tx: SqlRunner, createStoreName: () => string): Promise<string> {
  while (await migrateOneStep(tx));
  return finishMigration(tx, createStoreName);
}

/**
 * Takes the first step that the database has not, and gives whether there was one. Where older nodes serve meanwhile,
 * each step is a transaction of its own: it holds the tables that it changes, and no others, until it is over.
 */
export async function migrateOneStep(tx: SqlRunner): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(${migrationLock})`);
  await tx.query(
    `create table if not exists migration (step integer primary key, applied_at timestamptz not null default now())`,
  );
  const last = await lastStep(tx);
  if (last > migrations.length) throw newer(last);
  const statements = migrations[last];
  if (statements === undefined) return false;
  for (const statement of statements) await tx.query(statement);
  await tx.query(`insert into migration (step) values ($1)`, [last + 1]);
  return true;
}

/** After the last step. */
export async function finishMigration(tx: SqlRunner, createStoreName: () => string): Promise<string> {
  await separateTenants(tx);
  await tx.query(`insert into meta (key, value) values ('store', $1) on conflict do nothing`, [createStoreName()]);
  return storeName(tx);
}

/**
 * Gives the name of this incarnation of a database that these connections may not change.
 *
 * @throws StorageError when its tables are not at the newest step.
 */
export async function demandNewest(tx: SqlRunner): Promise<string> {
  const [table] = await tx.query<{ found: string | null }>(`select to_regclass('migration')::text as found`);
  const last = typeof table?.found === 'string' ? await lastStep(tx) : 0;
  if (last > migrations.length) throw newer(last);
  if (last < migrations.length) {
    throw new StorageError(
      'CORDEE_STORAGE_FAILED',
      `The tables are at step ${last} of ${migrations.length}: run "node dist/server/process/migrate-main.js" with DATABASE_OWNER_URL first.`,
    );
  }
  return storeName(tx);
}

/** Another name for this incarnation: devices notice that it is older than what they know, and send again what it lacks. */
export async function renameStore(tx: SqlRunner, createStoreName: () => string): Promise<void> {
  await tx.query(`update meta set value = $1 where key = 'store'`, [createStoreName()]);
  await continueChangeNumbers(tx);
}

/** Every table that names a tenant shows the rows of the transaction's tenant only, to its owner too; without one, none. */
async function separateTenants(tx: SqlRunner): Promise<void> {
  const tables = await tx.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and not a.attisdropped
       and not (c.relrowsecurity and c.relforcerowsecurity)
     order by 1`,
  );
  for (const { name } of tables) {
    const table = nameOf(name);
    await tx.query(`alter table ${table} enable row level security`);
    await tx.query(`alter table ${table} force row level security`);
    const isTheirs = `tenant_id = nullif(current_setting('cordee.tenant', true), '')`;
    await tx.query(`create policy tenant on ${table} using (${isTheirs}) with check (${isTheirs})`);
  }
}

/** Where the owner serves too, as inside this process, it serves as a role that owns nothing. */
export async function createServingRole(tx: SqlRunner): Promise<void> {
  const [found] = await tx.query(`select 1 from pg_roles where rolname = $1`, [servingRole]);
  if (found === undefined) await tx.query(`create role ${servingRole} nologin`);
}

/** Gives each role what it needs and takes everything else. Roles that do not exist are the database's keeper to make. */
export async function grant(tx: SqlRunner, { app, admin }: Roles): Promise<void> {
  const tables = await tx.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  for (const role of [app, ...(admin === undefined ? [] : [admin])]) {
    const [found] = await tx.query(`select 1 from pg_roles where rolname = $1`, [role]);
    if (found === undefined) {
      throw new StorageError(
        'CORDEE_STORAGE_FAILED',
        `There is no role ${literalOf(role)}: create it first, see docs/server.md.`,
      );
    }
    await tx.query(`revoke all on all tables in schema ${nameOf(await schemaOf(tx))} from ${nameOf(role)}`);
  }
  for (const { name } of tables) {
    await tx.query(
      `grant ${rightsOnCommon[name] ?? 'select, insert, update, delete'} on ${nameOf(name)} to ${nameOf(app)}`,
    );
  }
  if (admin !== undefined) await tx.query(`grant select on migration to ${nameOf(admin)}`);
}

async function schemaOf(tx: SqlRunner): Promise<string> {
  const [row] = await tx.query<{ name: string }>(`select current_schema() as name`);
  return row?.name ?? 'public';
}

async function lastStep(tx: SqlRunner): Promise<number> {
  const [row] = await tx.query<{ step: number }>(`select coalesce(max(step), 0) as step from migration`);
  return row?.step ?? 0;
}

async function storeName(tx: SqlRunner): Promise<string> {
  const [meta] = await tx.query<{ value: string }>(`select value from meta where key = 'store'`);
  return meta?.value ?? '';
}

const newer = (last: number): StorageError =>
  new StorageError(
    'CORDEE_STORAGE_FAILED',
    `The database is of a newer version of the server: it is at step ${last}, and this one knows ${migrations.length}. Nothing was changed.`,
  );
