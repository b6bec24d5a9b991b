// Which tests there are, and which of the two commands runs each: `npm test` what can fail because of a change, in ten
// minutes on two cores; `npm run test:night` the long rounds, and what needs Firefox and WebKit.
// test/scripts/test-plan.test.ts compares this with the tree: nothing may fall between the two.
import { walk } from '../files.mjs';

const kinds = ['browser', 'e2e', 'engines', 'night'];

/** Every test file by how it is run: `node`, or what stands before `.test.ts`. */
export function testFiles(root = 'test') {
  const files = { node: [], browser: [], e2e: [], engines: [], night: [] };
  for (const file of walk(root).toSorted()) {
    if (!file.endsWith('.test.ts')) continue;
    const kind = kinds.find((name) => file.endsWith(`.${name}.test.ts`)) ?? 'node';
    files[kind].push(file);
  }
  return files;
}

/** End-to-end tests that are long: each of their claims has a shorter test that `npm test` runs. */
export const atNight = new Map([
  ['test/e2e/dev.e2e.test.ts', 'the loop of development, which no published code depends on'],
]);

/** Node tests that take longest begin first, so that none is left alone at the end. */
const slow = [
  'test/server/permission-matrix.test.ts',
  'test/server/pglite.test.ts',
  'test/server/fail-the-nth.test.ts',
  'test/server/migrations.test.ts',
  'test/server/power-cut.test.ts',
  'test/simulation/twins.test.ts',
  'test/simulation/storage.test.ts',
  'test/fuzz/server.test.ts',
];

/** Tests that mostly wait: for a token that ends, or until a lock is given up. They run beside the others, one by one. */
const waits = new Set(['one-machine', 'tabs', 'token', 'kill-browser'].map((name) => `test/e2e/${name}.e2e.test.ts`));

const compiled = (file) => `build/${file.slice(0, -'.ts'.length)}.js`;
const node = (...args) => [process.execPath, args];
const spec = '--test-reporter=spec';

/** A file is a process by itself: `node --test` would start another one to watch it. */
const testJob = (file, ...options) => ({
  name: file,
  command: node(...options, spec, compiled(file)),
  covers: { files: [file] },
  waits: waits.has(file),
});

/** Rounds of `npm test`: the same tests run longer at night. */
const briefly = { CORDEE_FUZZ_RUNS: '250', CORDEE_TWINS: '6', CORDEE_KILL_ROUNDS: '2' };

/** What `npm test` runs beside the checks, what takes longest first. All of it reads build/ and dist/ and writes neither. */
export function shortJobs(files = testFiles()) {
  const first = slow.filter((file) => files.node.includes(file));
  return [
    {
      name: 'Stories in French',
      command: node('scripts/story-tests.mjs', '--build', '--language', 'fr'),
      covers: { stories: ['fr'] },
    },
    {
      name: 'Elements and store in Chromium',
      command: ['wtr', ['--config', 'web-test-runner.config.mjs', '--concurrency', '1']],
      covers: { files: files.browser },
    },
    ...files.e2e.filter((file) => !atNight.has(file)).map((file) => testJob(file, '--test', '--test-timeout=480000')),
    {
      name: 'Simulation of 100 seeds',
      command: node('build/test/simulation/command.js', '--seeds', '100', '--twice', '10', '--workers', '1'),
      covers: { seeds: 100 },
    },
    ...[...first, ...files.node.filter((file) => !first.includes(file))].map((file) => testJob(file)),
    { name: 'Branches of the rules', command: ['npm', ['run', '--silent', 'test:coverage']] },
    { name: 'Sizes', command: node('scripts/size.mjs') },
  ].map((job) => ({ ...job, env: briefly }));
}

/** Of `npm run test:night`, by name. A round that cannot run fails. */
export const nightRounds = (files = testFiles()) => [
  {
    name: 'simulation',
    what: '10,000 seeds of people, devices and faults',
    command: node('scripts/simulate.mjs', '--seeds', '10000', '--twice', '200'),
    covers: { seeds: 10_000 },
  },
  { name: 'planted', what: 'every planted defect is noticed', command: node('scripts/simulate.mjs', '--planted') },
  {
    name: 'jobs',
    what: '500 seeds of nodes that follow changes and do jobs',
    command: node('scripts/test-node.mjs', 'simulation/jobs'),
    env: { CORDEE_JOB_SEEDS: '500' },
  },
  {
    name: 'twins',
    what: '2,000 pairs of worlds, with dishonest devices',
    command: node('scripts/test-node.mjs', 'simulation/twins', 'server/forged-twins'),
    env: { CORDEE_TWINS: '2000' },
  },
  {
    name: 'fuzz',
    what: '10,000 hostile inputs to each border',
    command: node('scripts/test-node.mjs', 'fuzz/'),
    env: { CORDEE_FUZZ_RUNS: '10000' },
  },
  {
    name: 'matrix',
    what: 'every line of the table of permissions against the server',
    command: node('scripts/test-node.mjs', 'server/permission-matrix'),
    env: { CORDEE_MATRIX: 'whole' },
  },
  {
    name: 'words',
    what: 'every one of the hostile texts in every field of every view',
    command: ['npm', ['run', 'test:browser', '--', '--files', 'build/test/components/hostile-words.browser.test.js']],
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
    name: 'stories',
    what: 'every story in English',
    command: node('scripts/story-tests.mjs', '--build', '--language', 'en'),
    covers: { stories: ['en'] },
  },
  {
    name: 'long',
    what: 'end-to-end tests that are too long for every change, or shorter then',
    command: node('scripts/test-node.mjs', '--e2e', ...atNight.keys(), 'e2e/retention', 'package/doors'),
    env: { CORDEE_CYCLES: '1000', CORDEE_MATRIX: 'whole' },
    covers: { files: [...atNight.keys()] },
  },
  {
    name: 'mutation',
    what: 'a test notices what is changed in permissions, merge and sync',
    command: ['npm', ['run', 'test:mutation']],
  },
  {
    name: 'drill',
    what: 'a lost server restored from a copy, timed',
    command: node('scripts/test-node.mjs', '--night'),
    env: { CORDEE_DRILL_TEXTS: '2000' },
    covers: { files: files.night },
  },
  {
    name: 'soak',
    what: 'three nodes under load for a quarter of an hour',
    command: ['npm', ['run', 'bench:server', '--', '--soak', '15']],
  },
  {
    name: 'engines',
    what: 'every browser test in Chromium, Firefox and WebKit',
    command: ['npm', ['run', 'test:engines']],
    covers: { files: [...files.browser, ...files.engines] },
  },
];
