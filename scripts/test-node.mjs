// Runs the compiled tests that need no test page: test/**/x.test.ts; with --e2e test/**/x.e2e.test.ts, which need
// Chromium; with --engines test/**/x.engines.test.ts, which need Firefox and WebKit too; with --night
// test/**/x.night.test.ts, which take long.
// Arguments that are no options are parts of paths: `node scripts/test-node.mjs model/` runs those only.
import { spawn } from 'node:child_process';
import { compile } from './compile.mjs';
import { testFiles } from './test/plan.mjs';

const args = process.argv.slice(2);
const kind = ['e2e', 'engines', 'night'].find((name) => args.includes(`--${name}`));
const parts = args.filter((arg) => !arg.startsWith('--'));
const files = testFiles()[kind ?? 'node'].filter(
  (file) => parts.length === 0 || parts.some((part) => file.includes(part)),
);
const unknown = parts.filter((part) => !files.some((file) => file.includes(part)));

const isTyped = await compile();
if (unknown.length > 0 || files.length === 0) {
  console.error(`No such test: ${unknown.join(', ') || 'there is none'}.`);
  process.exit(1);
}
// End-to-end tests each start servers and browsers: two at a time is what a small machine bears.
const options = [
  '--test',
  ...(kind ? ['--test-concurrency=2', `--test-timeout=${kind === 'night' ? 7_200_000 : 480_000}`] : []),
  ...args.filter((arg) => arg.startsWith('--test-')),
];
const child = spawn(
  process.execPath,
  [...options, ...files.map((file) => `build/${file.slice(0, -'.ts'.length)}.js`)],
  { stdio: 'inherit' },
);
child.once('close', (code) => {
  process.exitCode = code || (isTyped ? 0 : 1);
});
