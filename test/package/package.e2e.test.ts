import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string>>;
};
const packed = new Set(
  (
    JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
    ) as readonly { readonly files: readonly { readonly path: string }[] }[]
  )[0]?.files.map(({ path }) => path),
);

test('every door of the package leads to a file that is packed, with its types beside it', () => {
  for (const [door, target] of Object.entries(manifest.exports)) {
    const file = target.slice(2);
    if (file.includes('*')) {
      const [start, end] = [file.slice(0, file.indexOf('*')), file.slice(file.lastIndexOf('*') + 1)];
      assert.ok(
        [...packed].some((path) => path.startsWith(start) && path.endsWith(end)),
        door,
      );
      continue;
    }
    assert.ok(packed.has(file), `${door}: ${file}`);
    if (file.endsWith('.js')) assert.ok(packed.has(file.replace(/\.js$/, '.d.ts')), `${door}: declarations`);
  }
});

test('nothing is packed that only we need', () => {
  const strange = [...packed].filter(
    (path) =>
      !/^(dist\/|custom-elements\.json$|package\.json$|README|LICENSE)/.test(path) ||
      /test|stories|demo/.test(path.replace(/^dist\/src\/testing\/.*/, '')),
  );
  assert.deepEqual(strange, []);
});

for (const door of ['cordee', 'cordee/protocol', 'cordee/testing', 'cordee/server', 'cordee/components']) {
  test(`"${door}" can be imported in Node, and only gives names`, () => {
    const script = `const before = Object.keys(globalThis); const door = await import('${door}');
      console.log(JSON.stringify([Object.keys(door).length, Object.keys(globalThis).filter((name) => !before.includes(name))]));`;
    const [names, added] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }),
    ) as [number, string[]];
    assert.ok(names > 0);
    // What Lit and tslib themselves put there, under Node.
    assert.deepEqual(
      added.filter((name) => !/^(__|lit|reactiveElement|customElements$)/.test(name)),
      [],
    );
  });
}

test('the CDN files hold everything: they import nothing but their own parts', () => {
  for (const file of ['cordee.js', 'cordee.iife.js']) {
    assert.ok(packed.has(`dist/cdn/${file}`), file);
    const code = readFileSync(join(root, 'dist/cdn', file), 'utf8');
    assert.doesNotMatch(code, /\b(?:from|import)\s*\(?["'](?!\.\/chunks\/)[\w@./-]+["']/, file);
    assert.ok(existsSync(join(root, 'dist/cdn', `${file}.map`)));
  }
});
