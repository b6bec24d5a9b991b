// Everything that can be known without running the product: types, lint, import rules, lock file, the manifest and
// the package as others will install it. All checks run, then the exit code says whether one failed.
import { existsSync, readFileSync } from 'node:fs';
import { capture, report, step } from './run.mjs';

const manifest = 'custom-elements.json';
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const folders = ['src', 'components', 'server', 'demo', 'stories', 'examples', 'scripts', 'bench', 'test'].filter(
  existsSync,
);
const results = [];
const check = async (...args) => {
  results.push(await step(...args));
};

await check('Types', 'tsc', ['-p', 'tsconfig.json']);
await check('Format', 'oxfmt', ['--check']);
await check('Lint', 'oxlint', ['--type-aware', ...folders]);
await check('Lock file holds every platform', process.execPath, ['scripts/lockcheck.mjs']);
await check('Licences, and nothing that runs on install', process.execPath, ['scripts/licences.mjs']);

const since = performance.now();
const committed = read(manifest);
const { output } = await capture('cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet']);
const isDescribed = committed !== '' && committed === read(manifest);
report(
  'Manifest says what the elements are',
  isDescribed,
  since,
  isDescribed ? '' : `${output}${manifest} was out of date; if it has been written anew, commit it.`,
);
results.push(isDescribed);

await check('Build', process.execPath, ['scripts/build.mjs', '--if-needed']);
await check('Import rules', process.execPath, ['--test', 'build/test/architecture.test.js']);
await check('Package (publint)', 'publint', ['--strict']);
await check('Package types (attw)', 'attw', [
  '--pack',
  '.',
  '--profile',
  'esm-only',
  '--format',
  'ascii',
  '--exclude-entrypoints',
  'theme.css',
]);

process.exitCode = results.every(Boolean) ? 0 : 1;
