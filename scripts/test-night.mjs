// The long rounds: what `npm test` looks at briefly, at length, and what needs Firefox and WebKit. One command before a
// release, or a night:
//   npm run test:night                 all of it, a night on two cores: docs/testing.md says what each is
//   npm run test:night -- soak drill   only the rounds whose names are given
// A round that cannot run here fails; none is left out in silence.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { walk } from './files.mjs';
import { nightRounds } from './test/plan.mjs';

const rounds = [
  { name: 'build', what: 'everything built, twice, to the same bytes', run: buildTwice },
  ...nightRounds(),
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
    if (!(await execute([process.execPath, ['scripts/build.mjs']]))) return false;
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
