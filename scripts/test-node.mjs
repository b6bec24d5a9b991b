// Runs the compiled tests that need no test page: test/**/x.test.ts, or with --e2e test/**/x.e2e.test.ts.
// Arguments that are no options are parts of paths: `node scripts/test-node.mjs model/` runs those only.
import { spawn } from 'node:child_process';
import { compile } from './compile.mjs';
import { walk } from './files.mjs';

const args = process.argv.slice(2);
const isEndToEnd = args.includes('--e2e');
const parts = args.filter((arg) => !arg.startsWith('--'));
const files = walk('test')
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('.browser.test.ts') && file.endsWith('.e2e.test.ts') === isEndToEnd)
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .map((file) => `build/${file.slice(0, -'.ts'.length)}.js`);

const isTyped = await compile();
if (files.length === 0) {
  console.error('No test has such a path.');
  process.exit(1);
}
// End-to-end tests each start servers and browsers: two at a time is what a small machine bears.
const options = ['--test', ...(isEndToEnd ? ['--test-concurrency=2', '--test-timeout=240000'] : []), ...args.filter((arg) => arg.startsWith('--test-'))];
const child = spawn(process.execPath, [...options, ...files], { stdio: 'inherit' });
child.once('close', (code) => { process.exitCode = code || (isTyped ? 0 : 1); });
