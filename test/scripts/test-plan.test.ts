import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Job {
  readonly name: string;
  readonly command: readonly [command: string, args: readonly string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly covers?: {
    readonly files?: readonly string[];
    readonly stories?: readonly string[];
    readonly seeds?: number;
  };
}
type Files = Readonly<Record<'node' | 'browser' | 'e2e' | 'engines' | 'night', readonly string[]>>;
interface Plan {
  testFiles(): Files;
  shortJobs(files?: Files): readonly Job[];
  nightRounds(files?: Files): readonly Job[];
  readonly atNight: ReadonlyMap<string, string>;
}
interface Mutation {
  readonly groups: Readonly<Record<string, { readonly mutate: readonly string[]; readonly tests: readonly string[] }>>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const load = (file: string): Promise<unknown> => import(pathToFileURL(join(root, file)).href);
const { testFiles, shortJobs, nightRounds, atNight } = (await load('scripts/test/plan.mjs')) as Plan;
const { groups } = (await load('scripts/test/mutation-groups.mjs')) as Mutation;
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const tree = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.test\.m?[jt]sx?$/.test(name));

/** Files that no job of these runs, and files that a job says it runs and that are not there. */
const difference = (jobs: readonly Job[], files: readonly string[]) => {
  const covered = new Set(jobs.flatMap(({ covers }) => covers?.files ?? []));
  return {
    unrun: files.filter((file) => !covered.has(file)),
    unknown: [...covered].filter((file) => !files.includes(file)),
  };
};
const jobs = [...shortJobs(), ...nightRounds()];

test('every test file is run by npm test or by npm run test:night', () => {
  assert.ok(tree.length > 150, 'the tests were found');
  assert.deepEqual(difference(jobs, tree), { unrun: [], unknown: [] });
});

test('a file that falls between the two, or is gone, is seen', () => {
  const [first = ''] = tree;
  assert.deepEqual(difference(jobs, [...tree, 'test/new.slow.test.mts']).unrun, ['test/new.slow.test.mts']);
  assert.deepEqual(difference(jobs, tree.slice(1)).unknown, [first]);
});

test('npm test leaves out what is for the night, what needs Firefox or WebKit, and nothing else', () => {
  const { engines, night } = testFiles();
  assert.deepEqual(
    difference(shortJobs(), tree).unrun.toSorted(),
    [...engines, ...night, ...atNight.keys()].toSorted(),
  );
});

test('a job that names its files runs them', () => {
  const unsaid = jobs.flatMap(({ name, command: [, args], covers }) =>
    (args.some((arg) => arg.includes('.test.')) ? (covers?.files ?? []) : [])
      .filter((file) => !args.includes(file) && !args.includes(`build/${file.replace(/\.ts$/, '.js')}`))
      .map((file) => `${name}: ${file}`),
  );
  assert.deepEqual(unsaid, []);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  assert.equal(scripts['test'], 'node scripts/test.mjs');
  assert.equal(scripts['test:night'], 'node scripts/test-night.mjs');
  assert.match(scripts['test:engines'] ?? '', /BROWSERS=chromium,firefox,webkit wtr .*test-node\.mjs --engines/);
});

test('every story is seen in every language that stories have', () => {
  const [, items = ''] = /title: 'Language',[^]*?items: \[([^]*?)\],/.exec(read('.storybook/preview.ts')) ?? [];
  const languages = [...items.matchAll(/value: '(\w+)'/g)].map(([, value]) => value);
  assert.ok(languages.length >= 2, 'the languages were found');
  assert.deepEqual(jobs.flatMap(({ covers }) => covers?.stories ?? []).toSorted(), languages.toSorted());
});

test('the seeds of npm test are the first of those of the night', () => {
  const seedsOf = (of: readonly Job[]) => {
    const [job] = of.filter(({ covers }) => covers?.seeds !== undefined);
    assert.ok(job);
    const [, args] = job.command;
    assert.equal(args[args.indexOf('--seeds') + 1], String(job.covers?.seeds));
    assert.equal(args.includes('--from'), false);
    return job.covers?.seeds ?? 0;
  };
  assert.ok(seedsOf(shortJobs()) >= 100);
  assert.ok(seedsOf(nightRounds()) >= 10_000);
});

test('every number of rounds that a test reads is made larger at night', () => {
  const names = new Set(
    tree
      .concat('test/fuzz/spoil.ts')
      .flatMap((file) =>
        [...read(file).matchAll(/process\.env\['([A-Z_]+)'\] \?\? '?\d|process\.env\['(CORDEE_MATRIX)'\]/g)].map(
          ([, number, choice]) => number ?? choice,
        ),
      ),
  );
  assert.ok(names.size >= 8, 'the numbers were found');
  names.delete('CORDEE_TWINS_FROM'); // Where rounds begin, not how many there are.
  const set = new Set(nightRounds().flatMap(({ env }) => Object.keys(env ?? {})));
  assert.deepEqual(
    [...names].filter((name) => !set.has(name ?? '')),
    [],
  );
});

test('what is changed to see whether a test notices is there, and so are those tests', () => {
  const files = Object.values(groups).flatMap(({ mutate, tests }) => [
    ...mutate.map((file) => `src/${file}`),
    ...tests.map((file) => `test/${file}`),
  ]);
  assert.ok(files.length > 10, 'the groups were found');
  assert.deepEqual(
    files.map((file) => file.replace(/\.js$/, '.ts')).filter((file) => !existsSync(join(root, file))),
    [],
  );
});
