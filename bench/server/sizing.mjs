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
/** A node is not planned fuller than this. */
const plannedUse = 0.5;

const whole = (value) => Math.round(value).toLocaleString('en-GB');
const figure = (value) => (value < 10 ? value.toFixed(1) : whole(value));
const rows = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export function tablesOf({ about, cases, idle }) {
  const measured = rows([
    ['', 'writers', 'pushes/s', 'changes/s', 'delivered/s', 'push p50 / p99 ms', 'news p50 / p99 ms'],
    ['---', '---:', '---:', '---:', '---:', '---:', '---:'],
    ...cases.map((each) => [
      each.database, each.writers, whole(each.pushesPerSecond), whole(each.acceptedPerSecond),
      each.fanOutP50Ms === undefined ? '' : whole(each.deliveredPerSecond), `${figure(each.pushP50Ms)} / ${figure(each.pushP99Ms)}`,
      each.fanOutP50Ms === undefined ? '' : `${figure(each.fanOutP50Ms)} / ${figure(each.fanOutP99Ms)}`,
    ]),
  ]);
  const best = (database) => Math.max(...cases.filter((each) => each.database === database).map(({ pushesPerSecond }) => pushesPerSecond));
  const [embedded, server] = [best('PGlite'), best('PostgreSQL, one node')];
  const sizes = rows([
    ['people', 'pushes/s in the busiest hour', 'pulls/s', 'streams', 'memory of the streams', 'PGlite', 'nodes on PostgreSQL'],
    ['---:', '---:', '---:', '---:', '---:', '---', '---:'],
    ...[1_000, 10_000, 100_000, 1_000_000].map((people) => {
      const pushes = (people * pushesPerDay * shareOfBusiestHour) / 3_600;
      const pulls = (people * pullsPerDay * shareOfBusiestHour) / 3_600;
      const streams = people * shareOnline;
      // A pull costs about what a push costs, and often less: it is counted as much.
      const load = pushes + pulls;
      const nodes = Math.max(2, Math.ceil(load / (server * plannedUse)));
      return [
        whole(people), figure(pushes), figure(pulls), whole(streams), `${whole((streams * idle.bytesPerStream) / 2 ** 20)} MB`,
        load < embedded * plannedUse ? 'enough' : 'too small', nodes,
      ];
    }),
  ]);
  return [
    `Node ${about.node}, ${about.cores} cores of ${about.cpu}, shared by the database, the nodes and the ${about.readersPerJourney} readers of each journey; ${about.changesPerPush} changes a push, medians of ${about.rounds} rounds. "News" is the time from the start of a push to the end of the pull on another person's device. A stream of somebody who waits takes ${figure(idle.bytesPerStream / 1_024)} KiB (${whole(idle.streams)} of them).`,
    measured,
    `From these figures, for people who push ${pushesPerDay} times a day of work and pull ${pullsPerDay} times, ${shareOfBusiestHour * 100} % of it in the busiest hour, ${shareOnline * 100} % of them online at once, nodes planned for ${plannedUse * 100} % of what was measured, two at least so that one may die:`,
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
    console.error('The tables of docs/server.md are not those of bench/results/server.json: run "node bench/server/sizing.mjs".');
    process.exitCode = 1;
  }
}
