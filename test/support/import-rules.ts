import { dirname, join, normalize } from 'node:path';

/** What elements see of the SDK. */
const sdk = 'src/(arrival/)?index\\.ts|src/insight/(feedback-words|local-clock)\\.ts';
/** What the server shares with devices. */
const shared = 'src/(model|protocol|util)/|src/(errors|env)\\.ts';
/** What a room of the server sees of storage: its ports, and no database. */
const storagePorts = 'server/problem\\.ts|server/storage/(sync-storage|signals)\\.ts';
const values = 'src/(errors|env)\\.ts|src/util/';

/** Who may import whom, first match wins. A file may always import inside its own layer, and its `allow`. */
const layers: readonly { readonly files: string; readonly allow: string }[] = [
  { files: 'src/(errors|env)\\.ts', allow: '(?!)' },
  { files: 'src/util/', allow: 'src/errors\\.ts' },
  { files: 'src/model/', allow: values },
  { files: 'src/protocol/', allow: `src/model/|${values}` },
  { files: 'src/api/', allow: 'src/(model|protocol)/|src/errors\\.ts' },
  {
    files: 'src/store/',
    allow: `src/model/|src/protocol/(messages|refusal|limits|checksum|version|commands|command-effects|effect-draft)\\.ts|${values}`,
  },
  { files: 'src/live/', allow: `src/store/store\\.ts|${values}` },
  { files: 'src/(insight|calendar)/', allow: `src/model/|${values}` },
  {
    files: 'src/domain/support/',
    allow: `src/(model|live|api)/|src/store/store\\.ts|src/protocol/(commands|command-effects)\\.ts|${values}`,
  },
  {
    files: 'src/domain/[\\w-]+/',
    allow: `src/(model|live|api|insight|calendar|domain/support)/|src/store/store\\.ts|src/protocol/(answer|commands|invitation-link|invitations|queries|refusal|version)\\.ts|${values}`,
  },
  { files: 'src/sync/', allow: `src/(protocol|model)/|src/store/store\\.ts|${values}` },
  {
    files: 'src/trace/',
    allow: `src/(api|protocol)/|src/store/(store|database)\\.ts|src/sync/(sync-adapter|sync-engine)\\.ts|${values}`,
  },
  { files: 'src/arrival/', allow: `src/(protocol|model)/|src/sync/(http-adapter|token-keeper)\\.ts|${values}` },
  { files: 'src/testing/', allow: 'src/' },
  { files: 'src/opened\\.ts', allow: 'src/domain/' },
  { files: 'src/(cordee|client-sync|index)\\.ts', allow: 'src/(?!testing/)' },
  { files: 'components/define-all\\.ts', allow: 'src/opened\\.ts|components/' },
  { files: 'components/client/', allow: sdk },
  { files: 'components/registry/', allow: 'components/client/' },
  { files: 'components/locales/', allow: '(?!)' },
  { files: 'components/styles/', allow: '(?!)' },
  { files: 'components/controllers/', allow: `${sdk}|components/(client|locales|registry)/` },
  { files: 'components/views/', allow: `${sdk}|components/(client|locales|registry|controllers)/` },
  {
    files: 'components/base/',
    allow: `${sdk}|components/(client|locales|registry|controllers|views)/|components/events\\.ts`,
  },
  { files: 'components/', allow: `${sdk}|components/` },
  { files: 'server/telemetry/', allow: '(?!)' },
  { files: 'server/problem\\.ts', allow: `${shared}|server/telemetry/` },
  { files: 'server/storage/', allow: shared },
  { files: 'server/rules/', allow: `${shared}|server/storage/sync-storage\\.ts` },
  { files: 'server/provisioning/', allow: `${shared}|server/rules/|server/storage/sync-storage\\.ts` },
  { files: 'server/identity/', allow: `${shared}|server/problem\\.ts|server/storage/sync-storage\\.ts` },
  { files: 'server/sync/', allow: `${shared}|server/(rules|identity|provisioning|telemetry)/|${storagePorts}` },
  { files: 'server/jobs/', allow: `${shared}|server/telemetry/|${storagePorts}` },
  { files: 'server/queries/', allow: `${shared}|src/insight/|server/rules/|${storagePorts}` },
  { files: 'server/http/', allow: `${shared}|server/(sync|queries|identity|telemetry)/|${storagePorts}` },
  { files: 'server/(process/|index\\.ts)', allow: `${shared}|server/` },
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
  idb: 'src/arrival/guest-keeper\\.ts|src/store/idb-upgrade\\.ts',
  minisearch: 'src/domain/overview/',
  valibot: 'src/(model|protocol|store|sync|calendar)/|server/',
  rxjs: 'src/(store|live|sync|trace|testing|domain|api|util)/|src/(cordee|client-sync)\\.ts|components/controllers/live-controller\\.ts|examples/',
  'ical.js': 'src/calendar/',
  fflate: 'src/domain/export/',
  'd3-scale': 'components/goal/',
  'd3-shape': 'components/goal/',
  lit: 'components/|stories/',
  '@lit/context': 'components/(client|provider)/|components/journey/journey\\.ts',
  tslib: '',
  hono: 'server/|demo/',
  '@hono/node-server': 'server/|demo/',
  jose: 'server/|demo/',
  'prom-client': 'server/telemetry/metrics\\.ts',
  '@electric-sql/pglite': 'server/',
  pg: 'server/storage/postgres',
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
    files: 'components/(?!client/|controllers/|events|define|mount|cdn)',
    text: /\bfetch\(|indexedDB|localStorage/,
    why: 'an element asks its client',
  },
  {
    files: '(src/(?!env)|server/(?!process/[a-z-]*main))',
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

/** All that a source imports, however it does: its types too, and what it fetches later. */
const specifiersOf = (code: string): readonly string[] =>
  [
    ...code.matchAll(
      /(?:^|\s)(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map(([, still, dynamic]) => still ?? dynamic ?? '');

const targetOf = (file: string, specifier: string): string =>
  normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts');

/**
 * Every circle of imports among these sources, by name: the files that lead from one to itself. A type that is only
 * read, and code that is fetched later, count like any other import.
 */
export function findCircles(sources: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const targets = new Map(
    [...sources].map(([file, code]) => [
      file,
      specifiersOf(code)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(file, specifier)),
    ]),
  );
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const follow = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) return void circles.push([...path.slice(at), file]);
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) follow(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) follow(file, []);
  return circles;
}

/** Every broken rule of one file, in words. */
export function findViolations(file: string, code: string): readonly string[] {
  const layer = layers.find(({ files }) => matches(files, file));
  if (!layer) return [`${file}: belongs to no layer`];
  const found: string[] = [];
  for (const specifier of specifiersOf(code)) {
    if (!specifier.startsWith('.')) {
      const home = Object.entries(homes).find(
        ([name]) =>
          specifier === name || specifier.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
      );
      if (!file.startsWith('test/') && !(home && matches(home[1] || '(?!)', file)))
        found.push(`${file}: "${specifier}" is not at home here`);
      continue;
    }
    const target = targetOf(file, specifier);
    const isInside = start(layer.files, file) === start(layer.files, target);
    if (!isInside && !matches(layer.allow, target)) found.push(`${file}: may not import ${target}`);
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
