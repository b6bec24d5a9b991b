import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';

interface Named {
  readonly name: string;
}
interface Declaration {
  readonly tagName: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly slots?: readonly Named[];
}
interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

const read = (file: string): string => readFileSync(file, 'utf8');

test('every element, attribute, event and part is in docs/elements.md', () => {
  const manifest = JSON.parse(read('custom-elements.json')) as Manifest;
  const page = read('docs/elements.md');
  const general = page.slice(0, page.indexOf('\n## `<'));
  for (const { tagName, attributes = [], events = [], cssParts = [] } of manifest.modules.flatMap(
    ({ declarations }) => declarations,
  )) {
    const start = page.indexOf(`## \`<${tagName}>\``);
    assert.notEqual(start, -1, tagName);
    const next = page.indexOf('\n## ', start + 1);
    const section = general + page.slice(start, next === -1 ? undefined : next);
    for (const { name } of [...attributes, ...events, ...cssParts])
      assert.ok(section.includes(`\`${name}\``), `${tagName}: ${name}`);
  }
});

test('every public token is in docs/theming.md with the value that it has', () => {
  const page = read('docs/theming.md');
  const tokens = [...read('components/styles/tokens.ts').matchAll(/var\((--cordee-[a-z-]+), (.+)\);/g)];
  assert.ok(tokens.length > 25);
  for (const [, name = '', value = ''] of tokens) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
    for (const part of pair ? pair.slice(1) : [value]) assert.ok(row?.includes(`\`${part}\``), `${name}: ${part}`);
  }
});

test('every screen of the table is shown in docs/screens.md, and every picture that is kept is shown and small', () => {
  const named = [...read('scripts/screens.mjs').matchAll(/\bname: '([a-z-]+)',\s+of: /g)].map(
    ([, name]) => `${name}.webp`,
  );
  const page = read('docs/screens.md');
  const kept = readdirSync('docs/images');
  assert.ok(named.length > 35);
  assert.deepEqual(
    named.filter((file) => !page.includes(`(images/${file})`) || !kept.includes(file)),
    [],
  );
  assert.deepEqual(
    kept.filter((file) => !`${page}${read('README.md')}`.includes(`images/${file}`)),
    [],
  );
  assert.ok(kept.reduce((sum, file) => sum + statSync(`docs/images/${file}`).size, 0) < 4.5e6);
});
