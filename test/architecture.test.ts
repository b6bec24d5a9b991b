import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const domain =
  'src/(journeys|overview|circle|forum|challenges|goals|served|plans|pace|presence|export|highlights|guides|programme)/';
const contracts = 'src/contracts/|src/(env|errors|views|client)\\.ts';

/** What all of `src/` may import: it imports nothing. */
const everybodys = 'src/to-json.ts';

/** Who may import whom, first match wins. A file may always import inside its own layer, and its `allow`. */
const layers: readonly { readonly files: string; readonly allow: string }[] = [
  { files: 'src/errors\\.ts', allow: '(?!)' },
  { files: 'src/(env|to-json)\\.ts', allow: '(?!)' },
  { files: 'src/(emitter|grouped)\\.ts', allow: '(?!)' },
  { files: 'src/contracts/|src/(views|client)\\.ts', allow: 'src/(model|protocol|contracts)/|src/(errors|views)\\.ts' },
  { files: 'src/late-code\\.ts', allow: 'src/errors\\.ts' },
  { files: 'src/lazy-part\\.ts', allow: 'src/late-code\\.ts|src/live/observe-late\\.ts' },
  { files: 'src/model/', allow: 'src/(errors|env)\\.ts' },
  { files: 'src/protocol/', allow: 'src/model/|src/(errors|env)\\.ts' },
  {
    files: 'src/store/',
    allow:
      'src/model/|src/(errors|env|emitter|grouped|late-code)\\.ts|src/protocol/(messages|refusal|limits|checksum|version)\\.ts',
  },
  { files: 'src/live/', allow: 'src/store/store\\.ts|src/(errors|env)\\.ts' },
  { files: 'src/records/', allow: `src/model/|src/grouped\\.ts|src/store/store\\.ts|src/live/|${contracts}` },
  {
    files: domain,
    allow: `src/model/|src/records/|src/(insight|calendar)/|src/store/store\\.ts|src/live/|src/protocol/(answer|invitation-link|invitations|version)\\.ts|${contracts}`,
  },
  {
    files: 'src/sync/',
    allow: 'src/protocol/|src/model/|src/store/store\\.ts|src/(errors|env|client|emitter|late-code)\\.ts',
  },
  {
    files: 'src/arrival/',
    allow: 'src/(protocol|model)/|src/sync/(http-adapter|token-keeper)\\.ts|src/(errors|env)\\.ts',
  },
  { files: 'src/(insight|calendar)/', allow: 'src/model/|src/(errors|env)\\.ts' },
  { files: 'src/testing/', allow: 'src/' },
  { files: 'src/opened\\.ts', allow: 'src/(forum|journeys|challenges|records)/' },
  { files: 'src/(cordee|index)\\.ts', allow: 'src/(?!testing/)' },
  { files: 'components/define-all\\.ts', allow: 'src/opened\\.ts|components/' },
  {
    files: 'components/(?!define-all)',
    allow: 'src/(arrival/)?index\\.ts|src/insight/(feedback-words|local-clock)\\.ts|components/',
  },
  { files: 'server/', allow: 'src/(model|protocol)/|src/(errors|env)\\.ts' },
  { files: 'demo/', allow: 'src/(model|protocol)/|src/(errors|env)\\.ts|server/index\\.ts' },
  { files: 'stories/', allow: 'components/|src/testing/|src/(arrival/)?index\\.ts|test/support/' },
  {
    files: 'examples/',
    allow:
      'src/index\\.ts|src/(arrival|model|insight|calendar|protocol|testing)/index\\.ts|components/|server/index\\.ts',
  },
  { files: 'test/', allow: '' },
];

/** One home per dependency. A name that is not here is at home nowhere but in tests. */
const homes: Readonly<Record<string, string>> = {
  idb: 'src/arrival/guest-keeper\\.ts',
  minisearch: 'src/overview/',
  valibot: 'src/(model|protocol|store|sync|calendar)/|server/',
  rxjs: `src/(store|live|records|sync|testing)/|${domain}|src/contracts/|src/(client|cordee|emitter|lazy-part)\\.ts|components/internal/live-controller\\.ts|examples/`,
  'ical.js': 'src/calendar/',
  fflate: 'src/export/',
  'd3-scale': 'components/goal/',
  'd3-shape': 'components/goal/',
  lit: 'components/|stories/',
  '@lit/context': 'components/(internal|provider)/|components/journey/journey\\.ts',
  tslib: '',
  hono: 'server/|demo/',
  '@hono/node-server': 'server/|demo/',
  jose: 'server/|demo/',
  'prom-client': 'server/metrics\\.ts',
  '@electric-sql/pglite': 'server/',
  pg: 'server/postgres',
  'node:': 'server/|demo/|examples/',
  '@storybook/': 'stories/',
  storybook: 'stories/',
};

/** What no source of these may hold. */
const forbidden: readonly { readonly files: string; readonly text: RegExp; readonly why: string }[] = [
  {
    files: 'components/',
    text: /\sstyle=|styleMap|unsafeHTML|innerHTML|insertAdjacentHTML/,
    why: 'a page with a strict policy refuses it',
  },
  {
    files: 'components/(?!internal/|events|define|mount|cdn)',
    text: /\bfetch\(|indexedDB|localStorage/,
    why: 'an element asks its client',
  },
  {
    files: '(src/(?!env)|server/(?!main|[a-z-]+-main))',
    text: /\bconsole\./,
    why: 'libraries stay silent; they tell by value or by event',
  },
  {
    files: 'src/(?!env\\.ts|testing/)',
    text: /\bDate\.now\(|Math\.random\(|\bnew Date\(\)/,
    why: 'time and chance are given',
  },
  { files: '', text: /['"`]\/(work|tmp)\/\w/, why: 'a path of one machine' },
];

const start = (pattern: string, path: string) => new RegExp(`^(?:${pattern})`).exec(path)?.[0];
const matches = (pattern: string, path: string) => start(pattern, path) !== undefined;

/** Every broken rule of one file, in words. */
export function findViolations(file: string, code: string): readonly string[] {
  const layer = layers.find(({ files }) => matches(files, file));
  if (!layer) return [`${file}: belongs to no layer`];
  const found: string[] = [];
  for (const [, still, dynamic] of code.matchAll(
    /(?:^|\s)(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  )) {
    const specifier = still ?? dynamic ?? '';
    if (!specifier.startsWith('.')) {
      const home = Object.entries(homes).find(
        ([name]) =>
          specifier === name || specifier.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
      );
      if (!file.startsWith('test/') && !(home && matches(home[1] || '(?!)', file)))
        found.push(`${file}: "${specifier}" is not at home here`);
      continue;
    }
    const target = normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts');
    const isInside = start(layer.files, file) === start(layer.files, target);
    if (!isInside && target !== everybodys && !matches(layer.allow, target))
      found.push(`${file}: may not import ${target}`);
    if (isInside && /^(src|server)\/.*\bindex\.ts$/.test(target))
      found.push(`${file}: an index is for outsiders, import the file`);
    if (isElement(file) && isElement(target) && dirname(file) !== dirname(target))
      found.push(`${file}: an element never imports another's class (${target})`);
  }
  for (const { files, text, why } of forbidden) {
    const hit = matches(files, file) ? text.exec(withoutComments(code)) : null;
    if (hit) found.push(`${file}: "${hit[0].trim()}": ${why}`);
  }
  return found;
}

/** `components/x/x.ts`: the class of an element. */
const isElement = (file: string) => /^components\/([\w-]+)\/\1\.ts$/.test(file);
const withoutComments = (code: string) => code.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');

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
  ['src/forum/x.ts', "import { y } from '../journeys/y.js';"],
  ['src/forum/x.ts', "import type { y } from '../sync/sync-engine.js';"],
  ['src/sync/x.ts', "export { y } from '../forum/y.js';"],
  ['src/store/x.ts', "import { y } from './index.js';"],
  ['src/cordee.ts', "import { y } from './testing/y.js';"],
  ['src/cordee.ts', "const y = await import('../server/index.js');"],
  ['components/step/step.ts', "import { CordeeTopic } from '../topic/topic.js';"],
  ['components/step/step.ts', "import { map } from 'rxjs';"],
  ['components/step/step.ts', "import { y } from '../../src/cordee.js';"],
  ['components/step/step.ts', 'html`<p style="color: red"></p>`'],
  ['components/step/step.ts', 'base.innerHTML = text;'],
  ['server/push.ts', "import { createCordee } from '../src/cordee.js';"],
  ['server/push.ts', "console.log('pushed');"],
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
      'src/overview/search.ts',
      "import MiniSearch from 'minisearch';\nimport type { Id } from '../model/ids.js';",
    ),
    [],
  );
});
