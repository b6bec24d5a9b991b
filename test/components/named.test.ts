import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const read = (file: string): string => readFileSync(`components/${file}`, 'utf8');
// The inspector is a tool beside the elements, with a door of its own.
const elements = readdirSync('components').filter(
  (folder) => folder !== 'inspector' && existsSync(`components/${folder}/define.ts`),
);
const bundles = readdirSync('components/bundles').map((file) => read(`bundles/${file}`));
const [index, define, all, tabs] = ['index.ts', 'define.ts', 'define-all.ts', 'journey/tabs.ts'].map(read);

test('every element is named where those look for it who want one, all, or what a page draws', () => {
  const missing = elements.flatMap((name) => {
    const [inIndex, inDefine, isFirst] = [
      index?.includes(`'./${name}/${name}.js'`),
      define?.includes(`'./${name}/define.js'`),
      all?.includes(`'./${name}/${name}.js'`),
    ];
    const isBundled = bundles.some((bundle) => bundle.includes(`'../${name}/${name}.js'`));
    const isFetched = `${all}${tabs}`.includes(`'${name}'`);
    return [
      ...(inIndex ? [] : [`${name}: components/index.ts`]),
      ...(inDefine ? [] : [`${name}: components/define.ts`]),
      ...(isFirst || isBundled ? [] : [`${name}: a file of components/bundles/`]),
      ...(isFirst || isFetched
        ? []
        : [`${name}: components/define-all.ts, or components/journey/tabs.ts inside a tab`]),
    ];
  });
  assert.deepEqual(missing, []);
});
