import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const wanted = ['Default', 'Empty', 'Loading', 'Offline', 'Failed', 'LongText', 'RightToLeft', 'Dark', 'ForcedColours'];
const elements = readdirSync('components').filter((folder) => existsSync(`components/${folder}/define.ts`));
const fileOf = (element: string): string => `stories/${element}.stories.ts`;

test('every element has a story for each state that a reader may meet', () => {
  const missing = elements.flatMap((element) => {
    const told = existsSync(fileOf(element)) ? readFileSync(fileOf(element), 'utf8') : '';
    return wanted
      .filter((name) => !new RegExp(`^export const ${name} = `, 'm').test(told))
      .map((name) => `${element}: ${name}`);
  });
  assert.deepEqual(missing, []);
});

test('there is no story of an element that is not', () => {
  const told = readdirSync('stories')
    .filter((file) => file.endsWith('.stories.ts'))
    .map((file) => file.slice(0, -'.stories.ts'.length));
  assert.deepEqual(
    told.filter((name) => !elements.includes(name)),
    [],
  );
});
