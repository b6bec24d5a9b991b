import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  type Sql,
  type SyncStorage,
  createSqlStorage,
  followChanges,
  migratePostgres,
  openPostgres,
} from '../../server/index.js';
import { migrateOneStep } from '../../server/storage/migrate.js';
import { migrations } from '../../server/storage/migrations.js';
import { type TestDatabase, type TestPostgres, startPostgres } from '../support/postgres.js';

const child = fileURLToPath(new URL('working-child.js', import.meta.url));
const tenant = 'valmonte';

/** A node of its own process. */
class Worker {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(url: string, holder: string) {
    this.process = spawn(process.execPath, [child, url, tenant, holder], { stdio: ['pipe', 'pipe', 'inherit'] });
    assert(this.process.stdout);
    this.#lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  static async start(url: string, holder: string): Promise<Worker> {
    const worker = new Worker(url, holder);
    await worker.hears('ready');
    return worker;
  }

  say(word: 'look' | 'go' | 'close'): void {
    this.process.stdin?.write(`${word}\n`);
  }

  /** The next thing that it tells, which must be this. */
  async hears(event: string): Promise<Record<string, unknown>> {
    const { value } = await this.#lines.next();
    const line = JSON.parse(String(value)) as Record<string, unknown>;
    assert.equal(line['event'], event, String(value));
    return line;
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill(signal);
    await gone;
  }
}

describe('the change log and jobs on one PostgreSQL server', { timeout: 300_000 }, () => {
  let postgres: TestPostgres;
  let database: TestDatabase;
  let sql: Sql;
  let storage: SyncStorage;
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    await sql?.close();
    await postgres?.stop();
  });
  beforeEach(async () => {
    await sql?.close();
    database = await postgres.createDatabase();
    // The statistics that it keeps are transactions, too, and what they hold up would be told a moment later.
    await postgres.query(database, `alter system set autovacuum = off`);
    await postgres.query(database, `select pg_reload_conf()`);
    await migratePostgres({ ownerUrl: database.ownerUrl, app: 'app', createStoreName: () => 'store-1' });
    sql = await openPostgres({ url: database.appUrl });
    storage = await createSqlStorage(sql, () => '');
  });

  const told = async (name: string): Promise<readonly string[]> => {
    const heard: string[] = [];
    await followChanges(
      (run) => storage.write({ tenant }, run),
      { tenant, name },
      async (changes) => void heard.push(...changes.map(({ journey, rev }) => `${journey}@${rev}`)),
    );
    return heard;
  };
  /** The statements with which a version before the log makes and moves a scope, as the role that serves. */
  const asBefore = async (at: TestDatabase, journey: string, of = tenant): Promise<void> => {
    const client = new pg.Client({ connectionString: at.appUrl });
    await client.connect();
    try {
      await client.query(`begin; set local cordee.tenant = '${of}'`);
      await client.query(`insert into journey (tenant_id, journey_id) values ($1, $2) on conflict do nothing`, [
        of,
        journey,
      ]);
      await client.query(
        `update journey set rev = rev + 1, template_key = coalesce($3, template_key) where tenant_id = $1 and journey_id = $2`,
        [of, journey, null],
      );
      await client.query('commit');
    } finally {
      await client.end();
    }
  };
  const owner = async (run: (client: pg.Client) => Promise<void>): Promise<void> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      await run(client);
    } finally {
      await client.end();
    }
  };
  /** As if the leases had run out, and the pauses too. */
  const passLease = () =>
    postgres.query(
      database,
      `update job set due_at = due_at - interval '5 minutes', leased_until = leased_until - interval '5 minutes'`,
    );
  const settingsLike = (pattern: string) =>
    postgres.query<{ key: string; value: string }>(database, `select key, value from setting where key like $1`, [
      pattern,
    ]);
  const add = (key: string) => storage.write({ tenant }, (writer) => writer.addJob({ tenant, name: 'work', key }, 0));

  it('[JB1] what an older node writes is in the log', async () => {
    await asBefore(database, 'A');
    await asBefore(database, 'B');
    await asBefore(database, 'A');
    await asBefore(database, 'A', 'rival');
    assert.deepEqual(await told('hooks'), ['B@1', 'A@2']);
  });

  it('[JB1] while the database is migrated under an older node, nothing that it writes is refused or missed', async () => {
    const old = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: old.ownerUrl });
    await client.connect();
    const tx = {
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
    };
    // The step of the log is the last: before it the tables are as the version before left them.
    const before = migrations.length - 1;
    await client.query('begin');
    for (let step = 0; step < before; step++) {
      if (step === 0)
        await client.query(
          `create table migration (step integer primary key, applied_at timestamptz not null default now())`,
        );
      for (const statement of migrations[step] ?? []) await client.query(statement);
      await client.query(`insert into migration (step) values ($1)`, [step + 1]);
    }
    await client.query(
      `alter table journey enable row level security; alter table journey force row level security;
       create policy tenant on journey using (tenant_id = nullif(current_setting('cordee.tenant', true), ''));
       grant select, insert, update, delete on all tables in schema public to app; commit`,
    );
    await asBefore(old, 'A');
    await asBefore(old, 'B');
    await client.query('begin');
    assert.equal(await migrateOneStep(tx), true);
    await client.query('commit');
    // The step is done, and nobody has been given anything since.
    await asBefore(old, 'A');
    await client.end();
    await migratePostgres({ ownerUrl: old.ownerUrl, app: 'app', createStoreName: () => 'x' });
    const opened = await openPostgres({ url: old.appUrl });
    const heard: string[] = [];
    const follow = async () => {
      const upgraded = await createSqlStorage(opened, () => '');
      await followChanges(
        (run) => upgraded.write({ tenant }, run),
        { tenant, name: 'hooks' },
        async (changes) => void heard.push(...changes.map(({ journey, rev }) => `${journey}@${rev}`)),
      );
    };
    await follow();
    await asBefore(old, 'B');
    await follow();
    await opened.close();
    assert.deepEqual(heard, ['B@1', 'A@2', 'B@2']);
  });

  it('[JB5] a copy that is read into a cluster whose transactions count anew goes on where it was', async () => {
    await asBefore(database, 'A');
    await asBefore(database, 'B');
    assert.deepEqual(await told('hooks'), ['A@1', 'B@1']);
    await asBefore(database, 'B');
    // What a copy brings from a cluster that had come further.
    await postgres.query(database, `update journey set changed = changed + 1000000000`);
    await postgres.query(database, `update follower set number = number + 1000000000`);
    await asBefore(database, 'C');
    await assert.rejects(told('hooks'), { code: 'CORDEE_STORAGE_FAILED', message: /--restored/ });
    await migratePostgres({
      ownerUrl: database.ownerUrl,
      app: 'app',
      isRestored: true,
      createStoreName: () => 'store-2',
    });
    await asBefore(database, 'D');
    assert.deepEqual(await told('hooks'), ['B@2', 'C@1', 'D@1'], 'nothing is missed, and nothing told again');
    await asBefore(database, 'A');
    assert.deepEqual(await told('hooks'), ['A@2']);
    await owner(async (client) => {
      const { rows } = await client.query(`select 1 from journey`);
      assert.deepEqual(rows, [], 'and the tenants are apart as before');
    });
  });

  it('[JB5] named anew without having moved, it counts on as it did', async () => {
    await asBefore(database, 'A');
    assert.deepEqual(await told('hooks'), ['A@1']);
    const restore = { ownerUrl: database.ownerUrl, app: 'app', isRestored: true, createStoreName: () => 'store-2' };
    await migratePostgres(restore);
    await migratePostgres(restore);
    assert.deepEqual(await told('hooks'), []);
    await asBefore(database, 'A');
    assert.deepEqual(await told('hooks'), ['A@2']);
  });

  it('[JB6] of two nodes one does a job, and a node that is killed in the middle is followed by the other', async () => {
    const workers = await Promise.all(['one', 'two'].map((holder) => Worker.start(database.appUrl, holder)));
    const [one, two] = workers as [Worker, Worker];
    try {
      await add('k');
      one.say('look');
      assert.equal((await one.hears('began'))['attempts'], 1);
      two.say('look');
      await one.end('SIGKILL');
      await passLease();
      two.say('look');
      assert.equal((await two.hears('began'))['attempts'], 2, 'and not before');
      two.say('go');
      await two.hears('job-done');
      assert.deepEqual(await settingsLike('worked k%'), [{ key: 'worked k two', value: '2' }]);
      assert.deepEqual(await postgres.query(database, `select 1 from job`), []);
    } finally {
      await Promise.all(workers.map((worker) => worker.end()));
    }
  });

  it('[JB8] a node that was frozen in the middle and comes back neither writes nor completes', async () => {
    const workers = await Promise.all(['one', 'two'].map((holder) => Worker.start(database.appUrl, holder)));
    const [one, two] = workers as [Worker, Worker];
    try {
      await add('f');
      one.say('look');
      await one.hears('began');
      one.process.kill('SIGSTOP');
      await passLease();
      two.say('look');
      await two.hears('began');
      one.process.kill('SIGCONT');
      one.say('go');
      assert.equal((await one.hears('job-lost'))['name'], 'LeaseLost');
      assert.deepEqual(await settingsLike('worked f%'), []);
      two.say('go');
      await two.hears('job-done');
      assert.deepEqual(await settingsLike('worked f%'), [{ key: 'worked f two', value: '2' }]);
    } finally {
      await Promise.all(workers.map((worker) => worker.end()));
    }
  });

  it('[JB12] the roles that serve and look after it are given what they need, and no row of another tenant', async () => {
    await add('t');
    await asBefore(database, 'A');
    await told('hooks');
    for (const table of ['job', 'follower']) {
      const seen = (of: string) =>
        sql.transaction((tx) => tx.query(`select 1 from ${table}`), { tenant: of, isReadOnly: true });
      assert.equal((await seen(tenant)).length, 1);
      assert.equal((await seen('rival')).length, 0);
    }
  });
});
