// What can be known without running the product, each as a command: types, format, lint, lock file, and the package as
// others will install it. Before them comes the build, which also says whether the manifest was up to date.
import { existsSync, readFileSync } from 'node:fs';
import { build, isUpToDate } from './build.mjs';
import { capture, report } from './run.mjs';

const manifest = 'custom-elements.json';
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const folders = ['src', 'components', 'server', 'demo', 'stories', 'examples', 'scripts', 'bench', 'test'];

export const checks = [
  ['Types', 'tsc', ['-p', 'tsconfig.json']],
  ['Lint', 'oxlint', ['--type-aware', ...folders]],
  [
    'Package types (attw)',
    'attw',
    ['--pack', '.', '--profile', 'esm-only', '--format', 'ascii', '--exclude-entrypoints', 'theme.css'],
  ],
  ['Package (publint)', 'publint', ['--strict']],
  ['Format', 'oxfmt', ['--check']],
  ['Lock file holds every platform', process.execPath, ['scripts/lockcheck.mjs']],
  ['Licences, and nothing that runs on install', process.execPath, ['scripts/licences.mjs']],
].map(([name, command, args]) => ({ name, command: [command, args] }));

/** Builds what is out of date. Gives whether that went well, and the committed manifest says what the elements are. */
export async function buildAndDescribe() {
  const committed = read(manifest);
  const wasUpToDate = isUpToDate();
  const isBuilt = wasUpToDate || (await build());
  const since = performance.now();
  const { output } = wasUpToDate
    ? await capture('cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'])
    : { output: '' };
  const isDescribed = committed !== '' && committed === read(manifest);
  const advice = `${output}${manifest} was out of date; it has been written again: commit it.`;
  report('Manifest says what the elements are', isDescribed, since, isDescribed ? '' : advice);
  return isBuilt && isDescribed;
}
