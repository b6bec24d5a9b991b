// How much the sync server takes: accepted and delivered changes a second, how long a push and a piece of news take, and
// the memory of an idle stream; on PGlite and on PostgreSQL, one node and three, beside a plain insert without our rules.
// Everything shares this machine, the people who write and read included: ratios travel, absolute figures do not.
//
// npm run bench:server                 all of it, about six minutes
// BENCH_ROUNDS=1 BENCH_RUN_MS=1500     a look; BENCH_WRITERS=1,16 for fewer writers at once
// npm run bench:server -- --soak 15    three nodes on PostgreSQL for so many minutes: fails when something goes wrong or memory only grows
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createSqlStorage, createSyncServer, openFolderDatabase, openPostgres } from '../../build/server/index.js';
import { startPostgres } from '../../build/test/support/postgres.js';
import { databaseCpuMs } from './database-work.mjs';
import { writeSizing } from './sizing.mjs';
import { journeys, key, makeTokens, quiet, readersOfEach, recordsOf, tenant } from './people.mjs';
import { soak } from './soak.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const runMs = Number(process.env.BENCH_RUN_MS ?? 3_000);
const warmMs = Number(process.env.BENCH_WARM_MS ?? 10_000);
const changes = 5;
const idleStreams = 2_000;
const widths = (process.env.BENCH_WRITERS ?? '1,16,64').split(',').map(Number);

async function provision(sql) {
  const storage = await createSqlStorage(sql, () => 'bench');
  const { service } = createSyncServer({ storage, verifyToken: () => Promise.reject(new Error('none')) });
  for (const journey of journeys) await service.provision({ tenant, journey: journey.id, records: recordsOf(journey) });
  await storage.close();
}

/** Whatever answers first: the next message, or the end. */
const next = (child) =>
  new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`A process of the benchmark ended (${code}).`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });

async function start(options) {
  const child = fork(
    new URL('./node.mjs', import.meta.url),
    [JSON.stringify({ tenant, key, connections: 12, isTelling: true, ...options })],
    { execArgv: ['--expose-gc'] },
  );
  const { port } = await next(child);
  return {
    url: `http://127.0.0.1:${port}`,
    ask(question) {
      child.send(question);
      return next(child);
    },
    end: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', resolve);
        child.kill('SIGKILL');
      }),
  };
}

/** Runs a driver to its end. Of its measured time, gives the work of the processors too: it travels better than the clock. */
async function drive(options, nodes, whileOpen) {
  const child = fork(new URL('./driver.mjs', import.meta.url));
  child.send({
    tokens: await makeTokens(),
    journeys,
    quiet,
    changes,
    warmMs,
    runMs,
    isReading: true,
    urls: nodes.map(({ url }) => url),
    ...options,
  });
  const work = {};
  for (;;) {
    const answer = await next(child);
    if (answer.error !== undefined) throw new Error(answer.error);
    if (answer.result !== undefined) return { ...answer.result, cpuMs: work.end - work.begin };
    if (answer.phase !== undefined)
      work[answer.phase] =
        databaseCpuMs(postgres.pid) +
        (await Promise.all(nodes.map((node) => node.ask('work')))).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    if (answer.open !== undefined) await whileOpen();
    child.send('go on');
  }
}

const root = mkdtempSync(join(tmpdir(), 'cordee-bench-'));
const postgres = await startPostgres({ isDurable: true });

/** A fresh database for each round of each kind, or the later ones would be larger. */
const kinds = {
  PGlite: async () => {
    const folder = mkdtempSync(join(root, 'folder-'));
    await provision(await openFolderDatabase(folder));
    return [await start({ folder })];
  },
  'PostgreSQL, one node': () => onPostgres(1, {}),
  'PostgreSQL, one node, telling nobody': () => onPostgres(1, { isTelling: false }),
  'PostgreSQL, three nodes': () => onPostgres(3, {}),
  'plain insert, no rules': async () => {
    const { superuserUrl } = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    await client.query(
      `create table plain (journey text, replica text, kind text, id text, fields jsonb, primary key (journey, kind, id))`,
    );
    await client.end();
    return [await start({ kind: 'floor', databaseUrl: superuserUrl })];
  },
};

async function onPostgres(count, options) {
  const { ownerUrl, appUrl } = await postgres.createDatabase();
  const { migratePostgres } = await import('../../build/server/index.js');
  await migratePostgres({ ownerUrl, app: 'app', createStoreName: () => 'bench' });
  await provision(await openPostgres({ url: appUrl }));
  return Promise.all(
    Array.from({ length: count }, () => start({ databaseUrl: appUrl, connections: count === 1 ? 12 : 8, ...options })),
  );
}

const soakAt = process.argv.indexOf('--soak');
if (soakAt > 0) {
  let nodes = [];
  try {
    nodes = await kinds['PostgreSQL, three nodes']();
    process.exitCode = (await soak({ nodes, drive, minutes: Number(process.argv[soakAt + 1] ?? 15) })) ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await Promise.all(nodes.map((node) => node.end()));
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  }
  process.exit();
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const samples = new Map();
const looks = new Map();
let idle;
try {
  for (let round = 0; round < rounds; round++) {
    for (const [name, open] of Object.entries(kinds)) {
      const nodes = await open();
      for (const writers of name.includes('telling nobody') ? widths.slice(-1) : widths) {
        const result = await drive({ job: 'load', writers, isReading: !name.startsWith('plain') }, nodes);
        const id = JSON.stringify([name, writers]);
        samples.set(id, [...(samples.get(id) ?? []), result]);
        console.log(
          `${round + 1}/${rounds} ${name}, ${writers} writers: ${Math.round(result.acceptedPerSecond)} changes/s, push p50 ${result.pushP50Ms?.toFixed(1)} ms`,
        );
      }
      if (round === 0 && name === 'PostgreSQL, one node') idle = await measureIdle(nodes[0]);
      if (['PGlite', 'PostgreSQL, one node'].includes(name)) {
        const result = await drive({ job: 'pulls' }, nodes);
        looks.set(name, [...(looks.get(name) ?? []), result]);
      }
      await Promise.all(nodes.map((node) => node.end()));
    }
  }
} finally {
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
}

async function measureIdle(node) {
  const before = await node.ask('memory');
  let after;
  await drive({ job: 'idle', streams: idleStreams }, [node], async () => {
    after = await node.ask('memory');
  });
  return {
    streams: after.streams - before.streams,
    bytesPerStream: Math.round((after.usedBytes - before.usedBytes) / (after.streams - before.streams)),
    rssBytes: before.rssBytes,
  };
}

const medians = (results) =>
  Object.fromEntries(
    Object.keys(results[0]).map((name) => {
      const known = results.map((result) => result[name]).filter((value) => value !== null);
      return [name, known.length === 0 ? null : Number(median(known).toFixed(2))];
    }),
  );
const cases = [...samples].map(([id, results]) => {
  const [database, writers] = JSON.parse(id);
  return {
    database,
    writers,
    ...medians(
      results.map(({ cpuMs, pushes, failed: _, ...rest }) => ({ ...rest, cpuMsPerPush: cpuMs / Math.max(1, pushes) })),
    ),
  };
});
const pulls = [...looks].map(([database, results]) => ({
  database,
  ...medians(
    results.map(({ cpuMs, pulls: count, ...rest }) => ({ ...rest, cpuMsPerPull: cpuMs / Math.max(1, count) })),
  ),
}));
mkdirSync('bench/results', { recursive: true });
const report = {
  about: {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    rounds,
    runMs,
    changesPerPush: changes,
    readersPerJourney: readersOfEach,
    loadAverage: Number(loadavg()[1].toFixed(1)),
  },
  cases,
  pulls,
  idle,
};
writeFileSync('bench/results/server.json', `${JSON.stringify(report, null, 2)}\n`);
writeSizing(report);
console.log('Written: bench/results/server.json, and the tables of docs/server.md.');
