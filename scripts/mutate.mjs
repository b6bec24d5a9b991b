// Changes the compiled code in one place at a time and runs the tests that speak of it: a change that none of them
// notices is told, and fewer noticed than the group asks for fail. Minutes a group, so this is no part of `npm test`.
// Arguments are names of groups: `node scripts/mutate.mjs permissions`; `--concurrency=2` runs two tests at a time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { compile } from './compile.mjs';
import { groups } from './test/mutation-groups.mjs';

const require = createRequire(import.meta.url);

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const options = args.filter((arg) => arg.startsWith('--'));
const unknown = names.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}: there are ${Object.keys(groups).join(', ')}.`);
  process.exit(1);
}

/** Runs the mutation tool on one group. Gives whether enough was noticed. */
function mutate(name) {
  const { mutate: files, tests, atLeast } = groups[name];
  const config = {
    ...require('../stryker.config.json'),
    mutate: files.map((file) => `build/src/${file}`),
    commandRunner: { command: tests.map((test) => `node build/test/${test}`).join(' && ') },
    thresholds: { high: 95, low: 90, break: atLeast },
    tempDirName: `build/mutated/${name}`,
    jsonReporter: { fileName: `build/mutation/${name}.json` },
  };
  mkdirSync('build/mutation', { recursive: true });
  const file = `build/mutation/${name}.config.json`;
  writeFileSync(file, JSON.stringify(config, null, 2));
  console.log(`${name}: ${files.join(', ')}`);
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', file, ...options],
      { stdio: 'inherit' },
    );
    child.once('close', (code) => resolve(code === 0));
  });
}

let isGood = await compile();
for (const name of names.length > 0 ? names : Object.keys(groups)) isGood = (await mutate(name)) && isGood;
process.exitCode = isGood ? 0 : 1;
