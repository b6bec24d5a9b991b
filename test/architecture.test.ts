import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { findCircles, findViolations } from './support/import-rules.js';

const sources = ['src', 'components', 'server', 'demo', 'stories', 'examples', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

test('every source keeps to its layer, to the homes of the dependencies and to what is forbidden', () => {
  assert.ok(sources.length > 50, 'the sources were found');
  assert.deepEqual(
    sources.flatMap((file) => findViolations(file, readFileSync(file, 'utf8'))),
    [],
  );
});

test('no imports run in a circle, not even of types, nor of code that is fetched later', () => {
  const shipped = sources.filter((file) => !file.startsWith('test/'));
  assert.deepEqual(findCircles(new Map(shipped.map((file) => [file, readFileSync(file, 'utf8')]))), []);
});

test('what stores words is in the entry: a write never waits for code, nor fails for want of it', () => {
  const entry = new Set(['src/index.ts']);
  for (const file of entry) {
    for (const [statement, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s[^'"`;]*?\sfrom\s'(\.[^']+)'/gm,
    )) {
      if (!/^(import|export) type\b/.test(statement))
        entry.add(normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts'));
    }
  }
  const needed = ['store/local-changes', 'store/record-store', 'store/idb-database', 'sync/sync-cycle'];
  assert.deepEqual(
    needed.filter((name) => !entry.has(`src/${name}.ts`)),
    [],
  );
});

// In two parts, or this file would break the rule itself.
const work = 'work';
const planted: readonly (readonly [file: string, code: string])[] = [
  ['src/model/x.ts', "import { y } from '../store/store.js';"],
  ['src/domain/forum/x.ts', "import { y } from '../journeys/y.js';"],
  ['src/domain/forum/x.ts', "import type { y } from '../../sync/sync-engine.js';"],
  ['src/domain/support/x.ts', "import type { y } from '../forum/y.js';"],
  ['src/sync/x.ts', "export { y } from '../domain/forum/y.js';"],
  ['src/util/x.ts', "import type { y } from '../model/value/ids.js';"],
  ['components/views/x.ts', "import { CordeeElement } from '../base/cordee-element.js';"],
  ['components/locales/x.ts', "import type { y } from '../controllers/y.js';"],
  ['server/rules/x.ts', "import type { y } from '../storage/sql.js';"],
  ['server/storage/x.ts', "import type { y } from '../rules/y.js';"],
  ['server/sync/x.ts', "const y = await import('../http/y.js');"],
  ['src/store/x.ts', "import { y } from './index.js';"],
  ['src/cordee.ts', "import { y } from './testing/y.js';"],
  ['src/cordee.ts', "const y = await import('../server/index.js');"],
  ['components/step/step.ts', "import { CordeeTopic } from '../topic/topic.js';"],
  ['components/step/step.ts', "import { map } from 'rxjs';"],
  ['components/step/step.ts', "import { y } from '../../src/cordee.js';"],
  ['components/step/step.ts', 'html`<p style="color: red"></p>`'],
  ['components/step/step.ts', 'base.innerHTML = text;'],
  ['server/sync/push.ts', "import { createCordee } from '../../src/cordee.js';"],
  ['server/sync/push.ts', "console.log('pushed');"],
  ['src/store/record-store.ts', "import { openDB } from 'idb';"],
  ['src/sync/x.ts', "import {\n  a,\n  b,\n} from 'left-pad';"],
  ['src/sync/x.ts', "import 'node:fs';"],
  ['src/sync/x.ts', 'const now = Date.now();'],
  ['demo/x.ts', "import { y } from '../src/cordee.js';"],
  ['demo/x.ts', `const y = '/${work}/main';`],
  ['elsewhere/x.ts', ''],
];

for (const [file, code] of planted) {
  test(`a broken rule is seen: ${file}: ${JSON.stringify(code)}`, () => {
    assert.equal(findViolations(file, code).length, 1);
  });
}

test('what the rules allow is not reported', () => {
  assert.deepEqual(
    findViolations(
      'components/step/step.ts',
      "import { html } from 'lit';\nimport type { CordeeClient } from '../../src/index.js';\n// el.innerHTML = ''",
    ),
    [],
  );
  assert.deepEqual(
    findViolations(
      'src/domain/overview/search.ts',
      "import MiniSearch from 'minisearch';\nimport type { Id } from '../../model/value/ids.js';",
    ),
    [],
  );
});

for (const [what, sources] of [
  ['of two', { a: "import { b } from './b.js';", b: "import { a } from './a.js';" }],
  ['of types alone', { a: "import type { B } from './b.js';", b: "export type { A } from './a.js';" }],
  ['of what comes later', { a: "const b = () => import('./b.js');", b: "import { a } from './a.js';" }],
  ['of three', { a: "import './b.js';", b: "import {\n  c,\n} from './c.js';", c: "export * from './a.js';" }],
  ['of one', { a: "import type { A } from './a.js';" }],
] as const) {
  test(`a circle is seen: ${what}`, () => {
    const files = new Map(Object.entries(sources).map(([name, code]) => [`src/${name}.ts`, code]));
    assert.deepEqual(findCircles(files), [[...files.keys(), 'src/a.ts']]);
  });
}

test('two ways to one file are no circle', () => {
  const files = { a: "import './b.js';\nimport './c.js';", b: "import './d.js';", c: "import './d.js';", d: '' };
  assert.deepEqual(findCircles(new Map(Object.entries(files).map(([name, code]) => [`src/${name}.ts`, code]))), []);
});
