import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type Sql,
  createSqlStorage,
  createSyncServer,
  migratePostgres,
  openFolderDatabase,
  openPostgres,
} from '../../server/index.js';
import { startPostgres } from '../support/postgres.js';
import { type ServerProcess, type TestHost, createHost } from '../support/server-process.js';
import '../support/light-wasm.js';
import { Device, type TestOp, circle, company, journeyRecord, setTopic } from './support.js';

/** Few here; many with CORDEE_KILL_ROUNDS=200. */
const rounds = Number(process.env['CORDEE_KILL_ROUNDS'] ?? 2);
const tenant = 'valmonte';
const journeys = ['J', 'K'];

interface Sent {
  readonly journey: string;
  readonly ops: readonly TestOp[];
}

/** A device that writes for ever, and sends again what it does not know the end of: same words, same numbers. */
class Writer {
  readonly device: Device;
  readonly journey: string;
  readonly acknowledged: string[] = [];
  transactions = 0;
  readonly #progress: EventEmitter;
  #open: Sent | undefined;
  #made = 0;

  /** `progress` is told `made` with each transaction that is acknowledged. */
  constructor(device: Device, journey: string, progress: EventEmitter) {
    this.device = device;
    this.journey = journey;
    this.#progress = progress;
  }

  /** Until the server does not answer any more. A database that does not answer is waited for. */
  async write({ url, output }: Pick<ServerProcess, 'url' | 'output'>, isOver: () => boolean): Promise<void> {
    const device = new Device({ url }, this.device.token, this.device.replica);
    while (!isOver() || this.#open !== undefined) {
      this.#open ??= this.#next();
      let answer;
      try {
        answer = await device.send([this.#open]);
      } catch (error) {
        // A fast machine writes more than one person may: it asks again, as a device does.
        if (error instanceof Error && /^(429|503)/.test(error.message)) continue;
        // Any other answer than none is a failure of the server.
        if (error instanceof Error && /^\d/.test(error.message))
          throw new Error(`${error.message}\n${output().slice(-2_000)}`, { cause: error });
        return;
      }
      const verdicts = answer.results[this.journey] ?? [];
      if (verdicts.length === 0 && answer.stop?.[this.journey] !== undefined) continue;
      assert.deepEqual(
        verdicts.map(({ st }) => st),
        this.#open.ops.map(() => 'ok'),
        'what was sent again is answered as it was',
      );
      this.acknowledged.push(...this.#open.ops.map(({ id }) => String(id)));
      this.transactions += 1;
      this.#open = undefined;
      this.#progress.emit('made');
    }
  }

  #next(): Sent {
    const ops = Array.from({ length: 1 + (this.#made % 3) }, () =>
      this.device.op(
        this.journey,
        setTopic(`${this.device.replica}-${++this.#made}`, this.journey, 'ines', circle, 'x'.repeat(200), 'circle'),
      ),
    );
    return { journey: this.journey, ops };
  }
}

/** Everything that is there, counted by the database itself. */
const countIn = (sql: Sql, journey: string) =>
  sql.transaction(
    async (tx) => {
      const [row] = await tx.query<{ rev: number | string; records: number; verdicts: number; sum: number }>(
        `select rev, (select count(*)::int from record where tenant_id = $1 and journey_id = $2 and kind = 'topic') as records,
       (select count(*)::int from verdict where tenant_id = $1 and journey_id = $2) as verdicts,
       (select sum(records)::int from space where tenant_id = $1 and journey_id = $2) as sum
     from journey where tenant_id = $1 and journey_id = $2`,
        [tenant, journey],
      );
      return { ...row, rev: Number(row?.rev) };
    },
    { tenant },
  );

interface Site {
  readonly host: TestHost;
  readonly database: Readonly<Record<string, string>>;
  /** Opens the database beside the server, or once it has gone. */
  readonly open: () => Promise<Sql>;
  /** In every second round the database itself is killed, where it is a process of its own. */
  readonly killDatabase?: () => Promise<void>;
}

async function run({ host, database, open, killDatabase }: Site, tell: (text: string) => void): Promise<void> {
  const setUp = await open();
  const { service } = createSyncServer({
    storage: await createSqlStorage(setUp, () => 'store-1'),
    verifyToken: () => Promise.reject(new Error('none')),
  });
  for (const journey of journeys)
    await service.provision({ tenant, journey, records: [journeyRecord(journey), ...company] });
  const before = new Map<string, number>();
  for (const journey of journeys) before.set(journey, (await countIn(setUp, journey)).sum ?? 0);
  await setUp.close();

  const token = () => host.tokenFor('ines');
  const progress = new EventEmitter();
  const replicas = await Promise.all(
    journeys.flatMap((journey) =>
      [1, 2, 3].map(async () => new Writer(new Device({ url: '' }, await token()), journey, progress)),
    ),
  );
  const startMs: number[] = [];
  let kills = 0;
  let databaseKills = 0;
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    const server: ServerProcess = await host.start(database);
    startMs.push(performance.now() - startedMs);
    const fresh = await token();
    const writers = replicas.map((writer) =>
      Object.assign(writer, { device: Object.assign(writer.device, { token: fresh }) }),
    );
    const sum = () => writers.reduce((total, { transactions }) => total + transactions, 0);
    const goal = sum() + 12 + ((round * 37) % 90);
    const end = { isCome: false };
    const storm = Promise.all(writers.map((writer) => writer.write(server, () => end.isCome)));
    // When a writer fails, or none is left, the round ends, and what follows tells.
    void storm
      .catch(() => {})
      .then(() => {
        end.isCome = true;
        progress.emit('made');
      });
    const reached = async (count: number) => {
      while (sum() < count && !end.isCome) await once(progress, 'made');
    };
    await reached(goal);
    if (killDatabase !== undefined && round % 2 === 1) {
      await killDatabase();
      databaseKills += 1;
      // The same node goes on once the database is back.
      await reached(sum() + 12);
    }
    await server.end('SIGKILL');
    kills += 1;
    end.isCome = true;
    await storm;
  }
  // What was still open is sent a last time, to a server that stays.
  const server = await host.start(database);
  await Promise.all(replicas.map((writer) => writer.write(server, () => true)));
  const reader = new Device(server, await token());
  await reader.pull();
  await server.end('SIGTERM');
  const sql = await open();
  for (const journey of journeys) {
    const own = replicas.filter((writer) => writer.journey === journey);
    const ids = own.flatMap(({ acknowledged }) => acknowledged);
    const lost = ids.filter((id) => !reader.records.has(`${journey} topic/${id}`));
    assert.deepEqual(lost, [], `acknowledged and lost in ${journey}`);
    const found = await countIn(sql, journey);
    assert.equal(found.records, ids.length, 'nothing that nobody was told of');
    assert.equal(found.verdicts, ids.length);
    assert.equal(found.sum, (before.get(journey) ?? 0) + ids.length);
    assert.equal(
      found.rev,
      1 + own.reduce((total, { transactions }) => total + transactions, 0),
      'each transaction was applied once',
    );
  }
  await sql.close();
  const total = replicas.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const sorted = startMs.toSorted((a, b) => a - b);
  tell(
    `${kills} kills of the server, ${databaseKills} of the database, ${total} acknowledged writes: 0 lost, 0 doubled; ` +
      `start ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (longest)`,
  );
  assert((sorted[Math.floor(sorted.length / 2)] ?? 0) < 30_000, 'a server that was killed is there again soon');
}

describe(
  'what was acknowledged is there, once, when the server is killed at any moment',
  { timeout: 60_000 + rounds * 60_000 },
  () => {
    it(`[T08] on PostgreSQL, ${rounds} times, and the database itself every second time`, async (t) => {
      const [postgres, host] = await Promise.all([startPostgres({ isDurable: true }), createHost(tenant)]);
      try {
        const { ownerUrl, appUrl } = await postgres.createDatabase();
        await migratePostgres({ ownerUrl, app: 'app', createStoreName: () => 'store-1' });
        await run(
          {
            host,
            database: { DATABASE_URL: appUrl },
            open: () => openPostgres({ url: appUrl }),
            async killDatabase() {
              await postgres.kill();
              await postgres.start();
            },
          },
          (text) => t.diagnostic(text),
        );
      } finally {
        await host.stop();
        await postgres.stop();
      }
    });

    it(`[T09] on PGlite, ${rounds} times`, async (t) => {
      const root = mkdtempSync(join(tmpdir(), 'cordee-kill-'));
      const host = await createHost(tenant);
      try {
        const folder = join(root, 'data');
        await run({ host, database: { CORDEE_DATA_DIR: folder }, open: () => openFolderDatabase(folder) }, (text) =>
          t.diagnostic(text),
        );
      } finally {
        await host.stop();
        rmSync(root, { recursive: true, force: true });
      }
    });
  },
);
