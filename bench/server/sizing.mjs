// The tables of docs/server.md, from bench/results/server.json. `node bench/server/sizing.mjs` writes them anew, with
// --check it only says whether they are as they should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const page = 'docs/server.md';
const begin = '<!-- measured: written by npm run bench:server -->';
const end = '<!-- measured: end -->';

/** What a person does on a day of work, and how much of a day falls into its busiest hour. */
const pushesPerDay = 6;
const pullsPerDay = 40;
const shareOfBusiestHour = 0.2;
const shareOnline = 0.1;
/** Processors are not planned fuller than this. */
const plannedUse = 0.5;

const whole = (value) => Math.round(value).toLocaleString('en-GB');
const figure = (value) => (value === null ? '–' : value < 10 ? value.toFixed(1) : whole(value));
const rows = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export function tablesOf({ about, cases, pulls, idle }) {
  const measured = rows([
    ['', 'writers', 'pushes/s', 'changes/s', 'delivered/s', 'push p50 / p99 ms', 'news p50 / p99 ms', 'CPU ms a push'],
    ['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:'],
    ...cases.map((each) => [
      each.database,
      each.writers,
      whole(each.pushesPerSecond),
      whole(each.acceptedPerSecond),
      each.fanOutP50Ms === undefined ? '' : whole(each.deliveredPerSecond),
      `${figure(each.pushP50Ms)} / ${figure(each.pushP99Ms)}`,
      each.fanOutP50Ms === undefined ? '' : `${figure(each.fanOutP50Ms)} / ${figure(each.fanOutP99Ms)}`,
      figure(each.cpuMsPerPush),
    ]),
  ]);
  const of = (list, database) => list.find((each) => each.database === database);
  const costOf = (database) => ({
    push: Math.min(...cases.filter((each) => each.database === database).map(({ cpuMsPerPush }) => cpuMsPerPush)),
    pull: of(pulls, database).cpuMsPerPull,
  });
  const sizes = rows([
    [
      'people',
      'pushes/s in the busiest hour',
      'pulls/s',
      'streams',
      'their memory',
      'PGlite, one core',
      'PostgreSQL, cores for nodes and database',
    ],
    ['---:', '---:', '---:', '---:', '---:', '---', '---:'],
    ...[1_000, 10_000, 100_000, 1_000_000].map((people) => {
      const pushes = (people * pushesPerDay * shareOfBusiestHour) / 3_600;
      const looks = (people * pullsPerDay * shareOfBusiestHour) / 3_600;
      const streams = people * shareOnline;
      const coresOn = (database) => {
        const { push, pull } = costOf(database);
        return (pushes * push + looks * pull) / 1_000 / plannedUse;
      };
      return [
        whole(people),
        figure(pushes),
        figure(looks),
        whole(streams),
        `${whole((streams * idle.bytesPerStream) / 2 ** 20)} MB`,
        coresOn('PGlite') <= 1 ? 'enough' : 'too small',
        whole(Math.max(1, Math.ceil(coresOn('PostgreSQL, one node')))),
      ];
    }),
  ]);
  const looked = pulls.map(({ database, cpuMsPerPull }) => `${figure(cpuMsPerPull)} on ${database}`).join(', ');
  const isBusy = about.loadAverage > about.cores * 2;
  return [
    ...(isBusy
      ? [
          '**Taken on a machine that had much else to do**: read the lines against each other, and run `npm run bench:server` on yours before you plan by them.',
        ]
      : []),
    `Node ${about.node}, ${about.cores} cores of ${about.cpu}, shared by the database, the nodes, the ${about.readersPerJourney} readers of each journey and whatever else ran there (load average ${about.loadAverage}); ${about.changesPerPush} changes a push, ${about.rounds === 1 ? 'one round' : `medians of ${about.rounds} rounds`}. A dash: nothing came within the time. "News" is the time from the start of a push to the end of the pull on another person's device. "CPU ms a push" is the work of nodes and database for a push and for its readers' pulls: on a busy machine it says more than the clock. A pull that finds nothing costs, in CPU ms: ${looked}. A stream of somebody who waits takes ${figure(idle.bytesPerStream / 1_024)} KiB of heap and buffers (${whole(idle.streams)} of them).`,
    measured,
    `From the CPU figures, for people who push ${pushesPerDay} times a day of work and pull ${pullsPerDay} times, ${shareOfBusiestHour * 100} % of it in the busiest hour, ${shareOnline * 100} % of them online at once, processors planned for ${plannedUse * 100} %. Run two nodes at least, so that one may die:`,
    sizes,
  ].join('\n\n');
}

const withTables = (text, report) => {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${page} has lost the marks between which its tables stand.`);
  return `${before}${begin}\n\n${tablesOf(report)}\n\n${end}${after}`;
};

export function writeSizing(report) {
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), report));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report = JSON.parse(readFileSync('bench/results/server.json', 'utf8'));
  if (!process.argv.includes('--check')) writeSizing(report);
  else if (withTables(readFileSync(page, 'utf8'), report) !== readFileSync(page, 'utf8')) {
    console.error(
      'The tables of docs/server.md are not those of bench/results/server.json: run "node bench/server/sizing.mjs".',
    );
    process.exitCode = 1;
  }
}
