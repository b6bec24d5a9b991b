import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}/`);
const isElement = (folder: string) => existsSync(`${folder}define.ts`);
const element = 'components/<element>/';

/** Every folder that has a row of its own; those of elements have one together. */
const folders = [
  ...['src', 'src/model', 'src/domain', 'server'].flatMap(foldersIn),
  ...foldersIn('components').filter((folder) => !isElement(folder)),
  element,
  ...['test/', 'demo/', 'bench/', 'scripts/', 'stories/', 'examples/', 'docs/'],
];
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, string> };
const doors = Object.keys(exports).map((door) => `cordee${door.slice(1)}`);
const page = readFileSync('docs/architecture.md', 'utf8');

/** What the page says too much or too little of: folders and doors in the first cells of its tables. */
function differences(page: string, folders: readonly string[], doors: readonly string[]): readonly string[] {
  const cells = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
  const wanted = [...folders, ...doors];
  return [
    ...wanted.filter((name) => !cells.includes(name)).map((name) => `is missing: ${name}`),
    ...cells.filter((name) => !wanted.includes(name)).map((name) => `is not there: ${name}`),
    ...cells.filter((name, at) => cells.indexOf(name) !== at).map((name) => `is there twice: ${name}`),
  ];
}

test('docs/architecture.md has a row for every folder and every public door, and for nothing else', () => {
  assert.ok(folders.length > 40 && doors.length > 10, 'folders and doors were found');
  assert.ok(foldersIn('components').some(isElement), 'elements were found');
  assert.deepEqual(differences(page, folders, doors), []);
});

for (const [what, found, expected] of [
  ['a new folder', differences(page, [...folders, 'src/new/'], doors), 'is missing: src/new/'],
  ['a new door', differences(page, folders, [...doors, 'cordee/new']), 'is missing: cordee/new'],
  ['a folder that is gone', differences(page, folders.slice(1), doors), `is not there: ${folders[0]}`],
  ['a door that is gone', differences(page, folders, doors.slice(1)), `is not there: ${doors[0]}`],
  ['a row that is there twice', differences(`${page}\n| \`demo/\` |`, folders, doors), 'is there twice: demo/'],
] as const) {
  test(`a difference is seen: ${what}`, () => assert.deepEqual(found, [expected]));
}
