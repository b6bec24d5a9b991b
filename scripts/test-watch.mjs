// `npm run test:watch -- store/`: the Node tests with that in their path, again after each change.
// esbuild takes only what changed from TypeScript to JavaScript, in .watch/, and knows no types: `npm test`, which runs
// what the compiler writes, has the last word.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import esbuild from 'esbuild';
import { walk } from './files.mjs';
import { watchFolders } from './watch-folders.mjs';

const folders = ['src', 'components', 'server', 'demo', 'test', 'examples'];
const outdir = '.watch';
const args = process.argv.slice(2);
const parts = args.filter((arg) => !arg.startsWith('--'));
const options = args.filter((arg) => arg.startsWith('--test-'));

const outputOf = (file) => `${outdir}/${file.slice(0, -'.ts'.length)}.js`;
const wanted = () =>
  walk('test')
    .filter((file) => file.endsWith('.test.ts') && !/\.(browser|e2e|engines|night)\.test\.ts$/.test(file))
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));

if (wanted().length === 0) {
  console.error(`No such test: ${parts.join(', ')}.`);
  process.exit(1);
}

/** When each source was written that .watch/ holds the JavaScript of. */
const written = new Map();

/** Brings .watch/ up to date. Gives whether all sources could be read; esbuild tells which not. */
async function transform() {
  const sources = new Set(folders.flatMap(walk).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')));
  for (const file of written.keys()) {
    if (sources.has(file)) continue;
    written.delete(file);
    rmSync(outputOf(file), { force: true });
  }
  const changed = [...sources].filter((file) => written.get(file) !== statSync(file).mtimeMs);
  if (changed.length === 0) return true;
  const times = changed.map((file) => [file, statSync(file).mtimeMs]);
  try {
    await esbuild.build({
      entryPoints: changed,
      outdir,
      outbase: '.',
      format: 'esm',
      target: 'es2022',
      sourcemap: 'inline',
      logLevel: 'warning',
      tsconfig: 'tsconfig.json',
    });
  } catch {
    return false;
  }
  for (const [file, time] of times) written.set(file, time);
  return true;
}

let running;

async function run() {
  const since = performance.now();
  running?.kill('SIGKILL');
  if (!(await transform())) return;
  const child = spawn(process.execPath, ['--enable-source-maps', '--test', ...options, ...wanted().map(outputOf)], {
    stdio: 'inherit',
  });
  running = child;
  child.once('close', (code, signal) => {
    if (signal || running !== child) return;
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓ passed' : '✗ failed'} in ${seconds} s; waiting for a change`);
  });
}

/** One run at a time; changes during one begin it again. */
let work = Promise.resolve();
const ask = () => {
  work = work.then(run);
};

if (existsSync(outdir)) rmSync(outdir, { recursive: true });
watchFolders(folders, ask);
ask();
