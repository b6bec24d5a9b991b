import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const declared = [...readFileSync('src/errors.ts', 'utf8').matchAll(/\| '(CORDEE_\w+)'/g)].map(([, code = '']) => code);
const sources = ['src', 'components', 'server'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'errors.ts')
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

test('every code is explained in docs/errors.md, and nothing else is', () => {
  const explained = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(CORDEE_\w+)`/gm)].map(
    ([, code]) => code,
  );
  assert.ok(declared.length > 5);
  assert.deepEqual(new Set(explained), new Set(declared));
  assert.equal(explained.length, declared.length);
});

for (const code of declared) {
  // `ValidationError` brings its code itself.
  const text = code === 'CORDEE_INPUT_INVALID' ? 'new ValidationError(' : `'${code}'`;
  test(`${code} is thrown somewhere`, () => {
    assert.ok(sources.some((source) => source.includes(text)));
  });
}
