import type { Client, Pool, PoolClient } from 'pg';
import { StorageError, ValidationError } from '../../src/errors.js';
import { GroupCommit, type Session } from './group-commit.js';
import { finishMigration, grant, migrateOneStep, migrationLock, renameStore } from './migrate.js';
import { type Sql, type SqlRunner, type SqlValue, type TransactionScope, openingOf } from './sql.js';

export interface PostgresOptions {
  /** Of the role that serves. It owns nothing and is no superuser, or the server refuses to start. */
  readonly url: string;
  /** Connections of this node, at most. A quarter of them commit, the others read. */
  readonly connections?: number | undefined;
}

/**
 * A frozen node lets go of the journeys it had locked; one that waits for them answers "busy" and is
 * asked again. A commit is on the disk before it is acknowledged, whatever the database's default is.
 */
const settings = [
  'application_name=cordee',
  'standard_conforming_strings=on',
  'statement_timeout=30s',
  'lock_timeout=5s',
  'idle_in_transaction_session_timeout=5s',
  'tcp_keepalives_idle=30',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

const connectTimeoutMs = 10_000;
const defaultConnections = 12;

/**
 * A PostgreSQL server, by a pool of connections.
 *
 * @throws ValidationError when the role could read across tenants, StorageError when the database does not answer.
 */
export async function openPostgres({ url, connections = defaultConnections }: PostgresOptions): Promise<Sql> {
  const { Pool } = (await import('pg')).default;
  const config = {
    connectionString: url,
    options: settings,
    connectionTimeoutMillis: connectTimeoutMs,
    pipeline: true,
    keepAlive: true,
  };
  const committing = Math.max(1, Math.floor(connections / 4));
  const pool = new Pool({ ...config, max: Math.max(1, connections - committing) });
  const commits = new Pool({ ...config, max: committing });
  // Whoever uses a connection that breaks is told by the statement; one that nobody uses is replaced. An event that
  // nobody listens to would end the process.
  for (const each of [pool, commits])
    each.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  const groups = Array.from({ length: committing }, () => new GroupCommit((work) => transaction(commits, work, {})));
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), commits.end()]);
  };
  try {
    const isSynced = await answering(() => checkRole(runnerOf(pool)));
    return {
      promise: `PostgreSQL: what was acknowledged survives a killed process${isSynced ? ' and a power cut' : ', but NO power cut: its "fsync" is off'}.`,
      close,
      transaction: (run, scope = {}) =>
        answering(() =>
          scope.journey === undefined || scope.tenant === undefined
            ? transaction(pool, ({ runner }) => run(runner), scope)
            : groupOf(groups, scope.tenant, scope.journey).run(scope.tenant, scope.journey, run),
        ),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Brings the tables of a PostgreSQL server to the newest step as their owner, and gives the roles
 * what they need. To be run before a new version of the server is started; older nodes go on meanwhile.
 *
 * @param options.isRestored Names this incarnation anew, as after a restore from a backup.
 */
export async function migratePostgres(options: {
  readonly ownerUrl: string;
  readonly app: string;
  readonly admin?: string | undefined;
  readonly isRestored?: boolean | undefined;
  readonly createStoreName: () => string;
}): Promise<string> {
  const { ownerUrl, app, admin, isRestored = false, createStoreName } = options;
  const { Client } = (await import('pg')).default;
  const client: Client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => {});
  return answering(async () => {
    await client.connect();
    try {
      const tx = runnerOf(client);
      const atOnce = async <T>(work: () => Promise<T>): Promise<T> => {
        await client.query('begin');
        const result = await work();
        await client.query('commit');
        return result;
      };
      // Of the connection, for all its steps; its end lets go of it, and of a transaction that failed.
      await client.query(`select pg_advisory_lock(${migrationLock})`);
      while (await atOnce(() => migrateOneStep(tx)));
      return await atOnce(async () => {
        if (isRestored) await renameStore(tx, createStoreName);
        const store = await finishMigration(tx, createStoreName);
        await grant(tx, { app, admin });
        return store;
      });
    } finally {
      await client.end();
    }
  });
}

/** Gives whether a commit reaches the disk. */
async function checkRole(tx: SqlRunner): Promise<boolean> {
  const [role] = await tx.query<{ name: string; powerful: boolean; owns: boolean; synced: boolean }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls as powerful,
       exists (select 1 from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         and pg_has_role(c.relowner, 'member')) as owns,
       current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as synced
     from pg_roles r where r.rolname = current_user`,
  );
  const why =
    role === undefined
      ? 'is unknown'
      : role.powerful
        ? 'is a superuser or passes the policies by'
        : role.owns
          ? 'owns the tables'
          : undefined;
  if (why !== undefined) {
    const message = `The role "${role?.name ?? ''}" of DATABASE_URL ${why}, so nothing would keep tenants apart: give one that owns nothing, see docs/server.md.`;
    throw new ValidationError(message, [{ path: 'DATABASE_URL', message }]);
  }
  return role?.synced ?? false;
}

/** The texts of statements are few: each is parsed once for each connection. */
const names = new Map<string, string>();
const nameFor = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `cordee_${names.size}`;
  names.set(text, name);
  return name;
};

const runnerOf = (client: Pick<PoolClient, 'query'>): SqlRunner => ({
  query: async <Row>(text: string, values: readonly SqlValue[] = []) =>
    (await client.query({ name: nameFor(text), text, values: [...values] })).rows as readonly Row[],
});

const beginOf = (scope: TransactionScope): string =>
  `begin${scope.isReadOnly === true ? ' isolation level repeatable read read only' : ''}; ${openingOf(scope)}`;

async function transaction<T>(pool: Pool, work: (session: Session) => Promise<T>, scope: TransactionScope): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    // Not waited for: the first statement travels with it.
    const begun = client.query(beginOf(scope));
    begun.catch(() => {});
    try {
      const value = await work({ runner: runnerOf(client), execute: (text) => client.query(text) });
      await begun;
      const { command } = await client.query('commit');
      // PostgreSQL answers the commit of a transaction that had failed with a rollback, and no error.
      if (command !== 'COMMIT') throw new Error('The transaction had failed: nothing was kept.');
      return value;
    } catch (error) {
      await client.query('rollback').catch(() => {
        isBroken = true;
      });
      throw error;
    }
  } finally {
    client.release(isBroken);
  }
}

function groupOf(groups: readonly GroupCommit[], tenant: string, journey: string): GroupCommit {
  let hash = 0;
  for (const char of `${tenant}/${journey}`) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return groups[Math.abs(hash) % groups.length] ?? (groups[0] as GroupCommit);
}

/** States of SQL that say "not now": no connection, rolled back, no room, stopped, a lock that did not come. */
const passing = /^(08|40|53|57P|55P03|25P0[34])/;

async function answering<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isPassing(error))
      throw new StorageError('CORDEE_STORAGE_FAILED', 'The database does not answer.', { cause: error });
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/.test(code)) return true;
  if (code !== '') return passing.test(code);
  // What `pg` says when a connection ends under a statement, or does not come: it gives no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed)/.test(
    error.message,
  );
}
