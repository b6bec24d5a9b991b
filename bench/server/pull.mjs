// What a pull of many journeys costs the server and its database: nothing new, news in one journey, news in all.
// No HTTP: the service is asked in this process, so what differs is its questions and what it makes of them.
//
// node scripts/compile.mjs && node bench/server/pull.mjs
//   --build DIR     what the compiler made of another version, to take turns with this one in the same run
//   --journeys 60   so many journeys of one person
//   --records 400   topics in each before it begins
//   --rounds 30     so many pulls of each kind; medians are told
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../build/test/support/postgres.js';
import { databaseCpuMs } from './database-work.mjs';

const { values: asked } = parseArgs({
  options: {
    build: { type: 'string' },
    journeys: { type: 'string', default: '60' },
    records: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '30' },
  },
});
const rounds = Number(asked.rounds);
const tenant = 'bench';
const reader = { tenant, person: 'marc', expiresAt: Date.now() + 86_400_000 };
const journeys = Array.from({ length: Number(asked.journeys) }, (_, at) => `J${at}`);
const versions = [...(asked.build === undefined ? [] : [asked.build]), 'build'];
const kinds = {
  'nothing new': [],
  'one with news': journeys.slice(0, 1),
  'all with news': journeys,
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** One version of the server on a database of its own, with a device that holds everything. */
async function open(version, kind, sql) {
  const server = await import(resolve(version, 'server/index.js'));
  const support = await import(resolve(version, 'test/server/support.js'));
  const { schemaVersion } = await import(resolve(version, 'src/protocol/version.js'));
  let statements = 0;
  const counted = {
    ...sql,
    transaction: (run, scope) =>
      sql.transaction(
        (tx) =>
          run({
            query(text, values) {
              statements += 1;
              return tx.query(text, values);
            },
          }),
        scope,
      ),
  };
  const storage = await server.createSqlStorage(counted, () => 'bench');
  const { service } = server.createSyncServer({ storage, verifyToken: () => Promise.reject(new Error('none')) });
  const topics = (journey, count, name) =>
    Array.from({ length: count }, (_, at) =>
      support.topic(`${name}-${at}`, 'ines', support.circle, `Of ${journey}. ${'word '.repeat(30)}`),
    );
  for (const journey of journeys)
    await service.provision({
      tenant,
      journey,
      records: [support.journeyRecord(journey), ...support.company, ...topics(journey, Number(asked.records), 'old')],
    });
  // The device has pushed once in each journey, so it has answers that it says it holds, as every device has.
  await service.push(reader, {
    v: 1,
    schema: schemaVersion,
    replica: 'bench',
    rawNow: 1,
    clk: 0,
    txs: journeys.map((journey) => ({
      tx: `tx-${journey}`,
      journey,
      ops: [{ seq: 1, raw: 1, clk: 0, ...support.setTopic('mine', journey, 'marc', support.circle, 'x', 'circle') }],
    })),
  });
  const held = new Map(journeys.map((journey) => [journey, { id: journey, spaces: {} }]));
  const resultsAck = Object.fromEntries(journeys.map((journey) => [journey, 1]));
  const pull = async () => {
    const answer = await service.pull(reader, {
      v: 1,
      schema: schemaVersion,
      replica: 'bench',
      journeys: [...held.values()],
      resultsAck,
    });
    let puts = 0;
    for (const page of answer.journeys) {
      puts += page.puts.length;
      held.set(page.id, { id: page.id, cursor: page.to, spaces: answer.access[page.id].spaces });
    }
    return { puts, isOver: answer.journeys.every(({ more }) => !more) };
  };
  const startedMs = performance.now();
  let pulls = 1;
  while (!(await pull()).isOver) pulls += 1;
  console.log(
    `${kind}, ${version}: the first copy in ${pulls} pulls, ${((performance.now() - startedMs) / pulls).toFixed(1)} ms each`,
  );
  return {
    version,
    kind,
    service,
    sql,
    news: 0,
    samples: Object.fromEntries(Object.keys(kinds).map((name) => [name, { ms: [], cpuMs: 0, statements: [] }])),
    /** One pull, measured, after what others wrote. */
    async measure(name) {
      const id = `new-${(this.news += 1)}`;
      for (const journey of kinds[name])
        await service.provision({
          tenant,
          journey,
          records: [support.topic(id, 'ines', support.circle, `Of ${journey}`)],
        });
      const sample = this.samples[name];
      const [before, cpu] = [statements, process.cpuUsage()];
      const [databaseMs, fromMs] = [databaseCpuMs(postgres.pid), performance.now()];
      const { puts } = await pull();
      sample.ms.push(performance.now() - fromMs);
      const { user, system } = process.cpuUsage(cpu);
      sample.cpuMs += (user + system) / 1_000 + databaseCpuMs(postgres.pid) - databaseMs;
      sample.statements.push(statements - before);
      if (puts !== kinds[name].length)
        throw new Error(`${version}: ${puts} records came instead of ${kinds[name].length}.`);
    },
  };
}

const postgres = await startPostgres();
try {
  const all = [];
  for (const version of versions) {
    const { openMemoryDatabase, openPostgres, migratePostgres } = await import(resolve(version, 'server/index.js'));
    all.push(await open(version, 'PGlite', await openMemoryDatabase()));
    const database = await postgres.createDatabase();
    await migratePostgres({ ownerUrl: database.ownerUrl, app: 'app', createStoreName: () => 'bench' });
    const sql = await openPostgres({ url: database.appUrl, connections: 2 });
    all.push(await open(version, 'PostgreSQL', sql));
    // What a database of some age knows of its tables.
    await postgres.query(database, 'analyze');
  }
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(kinds)) for (const server of all) await server.measure(name);
  console.log(
    `\n${rounds} rounds of ${journeys.length} journeys, ${asked.records} topics each; one person's device, alone`,
  );
  console.log(
    `| database | pull | version | statements | ms, median | CPU ms a pull |\n| --- | --- | --- | ---: | ---: | ---: |`,
  );
  for (const kind of ['PGlite', 'PostgreSQL'])
    for (const name of Object.keys(kinds))
      for (const { version, samples } of all.filter((server) => server.kind === kind)) {
        const { ms, cpuMs, statements } = samples[name];
        console.log(
          `| ${kind} | ${name} | ${version} | ${median(statements)} | ${median(ms).toFixed(1)} | ${(cpuMs / rounds).toFixed(1)} |`,
        );
      }
  for (const { service, sql } of all) {
    await service.close();
    await sql.close();
  }
} finally {
  await postgres.stop();
}
