// The long rounds: what `npm test` looks at briefly, at length, and what needs Firefox and WebKit. One command before a
// release, or a night:
//   npm run test:night                 all of it, a night on two cores: docs/testing.md says what each is
//   npm run test:night -- soak drill   only the rounds whose names are given
// A round that cannot run here fails; none is left out in silence.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { walk } from './files.mjs';

const node = (...args) => [process.execPath, args];
const npm = (...args) => ['npm', ['run', ...args]];

const rounds = [
  { name: 'build', what: 'everything built, twice, to the same bytes', run: buildTwice },
  {
    name: 'simulation',
    what: '10,000 seeds of people, devices and faults',
    command: node('scripts/simulate.mjs', '--seeds', '10000', '--twice', '200'),
  },
  { name: 'planted', what: 'every planted defect is noticed', command: node('scripts/simulate.mjs', '--planted') },
  {
    name: 'twins',
    what: '2,000 pairs of worlds, with dishonest devices',
    command: node('scripts/test-node.mjs', 'simulation/twins'),
    env: { CORDEE_TWINS: '2000' },
  },
  {
    name: 'fuzz',
    what: '10,000 hostile inputs to each border',
    command: node('scripts/test-node.mjs', 'fuzz/'),
    env: { CORDEE_FUZZ_RUNS: '10000' },
  },
  {
    name: 'words',
    what: 'every one of the hostile texts in every field of every view',
    command: npm('test:browser', '--', '--files', 'build/test/components/hostile-words.browser.test.js'),
    env: { CORDEE_HOSTILE_TURNS: '1000' },
  },
  {
    name: 'kills',
    what: '200 kills of servers, databases and browsers',
    command: node('scripts/test-node.mjs', 'server/kill', 'server/pglite', 'server/power-cut'),
    env: { CORDEE_KILL_ROUNDS: '200', CORDEE_POWER_CUTS: '50' },
  },
  {
    name: 'browser-kills',
    what: '200 kills of the whole browser',
    command: node('scripts/test-node.mjs', '--e2e', 'kill-browser'),
    env: { CORDEE_KILL_ROUNDS: '200' },
  },
  {
    name: 'convergence',
    what: 'more seeds of devices that converge, on PGlite and PostgreSQL',
    command: node('scripts/test-node.mjs', 'convergence', 'revisions'),
    env: { CORDEE_SEEDS: '60', SEEDS: '1-200', CORDEE_GAP_WRITES: '2000' },
  },
  {
    name: 'mutation',
    what: 'a test notices what is changed in permissions, merge and sync',
    command: npm('test:mutation'),
  },
  {
    name: 'drill',
    what: 'a lost server restored from a copy, timed',
    command: node('scripts/test-node.mjs', '--night', 'night/restore'),
  },
  {
    name: 'soak',
    what: 'three nodes under load for a quarter of an hour',
    command: npm('bench:server', '--', '--soak', '15'),
  },
  { name: 'engines', what: 'every browser test in Chromium, Firefox and WebKit', command: npm('test:engines') },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !rounds.some((round) => round.name === name));
if (unknown.length > 0) {
  console.error(`No such round: ${unknown.join(', ')}. There are: ${rounds.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const execute = ([command, args], env = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(`${command} could not be run: ${error.message}`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });

/** Whether two builds from the same sources are the same, file by file. */
async function buildTwice() {
  const hashes = [];
  for (let turn = 0; turn < 2; turn++) {
    if (!(await execute(node('scripts/build.mjs')))) return false;
    hashes.push(
      new Map(walk('dist').map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')])),
    );
  }
  const [first, second] = hashes;
  const differing = [...new Set([...first.keys(), ...second.keys()])].filter(
    (file) => first.get(file) !== second.get(file),
  );
  for (const file of differing) console.error(`Not the same the second time: ${file}`);
  return differing.length === 0;
}

const results = [];
for (const { name, what, command, env, run } of rounds.filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
)) {
  console.log(`\n== ${name}: ${what}`);
  const since = performance.now();
  const isGood = run ? await run() : await execute(command, env);
  results.push({ name, isGood, minutes: (performance.now() - since) / 60_000 });
}
console.log('');
for (const { name, isGood, minutes } of results)
  console.log(`${isGood ? '✓' : '✗'} ${name.padEnd(14)} ${minutes.toFixed(1)} min`);
const failed = results.filter(({ isGood }) => !isGood).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
