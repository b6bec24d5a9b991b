import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { createFolder, launchBrowser, projectRoot } from '../e2e/support.js';
import { bundlers, type Mode, serveWithVite } from './bundlers.js';
import { installPacked, type PackedApp } from './packed-app.js';

/**
 * All of it with CORDEE_MATRIX=whole; otherwise each bundler as it is published with, and for development those that have a
 * mode of their own for it: to the others it is which files of Lit they take, as to those.
 */
const isWhole = process.env['CORDEE_MATRIX'] === 'whole';

/** The folder of an element; a name of before stands for the one whose class it extends. */
function folderOf(name: string): string {
  const old = join(projectRoot, 'components/deprecated', `${name}.ts`);
  const [, now = name] = (existsSync(old) && /from '\.\.\/([\w-]+)\//.exec(readFileSync(old, 'utf8'))) || [];
  return join(projectRoot, 'components', now);
}

/** What an element draws, by the source of its folder: the tags that must be there with it. */
function drawnBy(name: string): string[] {
  const folder = folderOf(name);
  const sources = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*\*[^]*?\*\//g, ''))
    .join('\n');
  return [
    ...[...sources.matchAll(/<cordee-([\w-]+)/g)].map(([, tag = '']) => tag),
    ...(/avatarView\(/.test(sources) ? ['avatar'] : []),
  ];
}

function neededBy(name: string): string[] {
  const needed = new Set([name]);
  for (const one of needed) for (const drawn of drawnBy(one)) needed.add(drawn);
  return [...needed].toSorted();
}

interface Run {
  readonly defined: readonly string[];
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly error: string | undefined;
  readonly globals: readonly string[];
}

/** Runs a script in a frame of its own, and tells what is there then. */
const runInFrame = async (page: Page, script: string): Promise<Run> =>
  page.evaluate(async (source) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inside = frame.contentWindow as Window & typeof globalThis;
    const before = new Set(Object.keys(inside));
    const tag = inside.document.createElement('script');
    tag.type = 'module';
    tag.src = source;
    let error: string | undefined;
    inside.addEventListener('error', ({ message }) => (error ??= message));
    await new Promise((done) => {
      tag.onload = done;
      tag.onerror = () => done((error ??= `${source} did not load`));
      inside.document.head.append(tag);
    });
    const { elements = [] } = globalThis as { elements?: readonly string[] };
    const run = {
      defined: elements.filter((name) => inside.customElements.get(`cordee-${name}`)),
      names: { ...(inside as { doors?: Record<string, readonly string[]> }).doors },
      globals: Object.keys(inside).filter((name) => !before.has(name)),
      error,
    };
    frame.remove();
    return run;
  }, script);

describe('the packed file, installed in an empty application', () => {
  let app: PackedApp;
  let browser: Browser;
  let site: { readonly url: string; close(): void };
  let elements: string[];
  const undo: (() => unknown)[] = [];
  const cases: readonly (readonly [string, Mode])[] = [...Object.keys(bundlers), 'vite, serving'].flatMap((name) =>
    name === 'vite, serving'
      ? [[name, 'development'] as const]
      : [...(isWhole || name === 'webpack' ? [[name, 'development'] as const] : []), [name, 'production'] as const],
  );

  const isModule = (file: string): boolean => file.endsWith('.js');
  const ofBrowsers = (): string[] =>
    [...app.doors].filter(([door, file]) => isModule(file) && door !== '/server').map(([door]) => door);
  const defining = (): string[] => ofBrowsers().filter((door) => /^\/(define(\/|$)|inspector$)/.test(door));
  const entryOf = (door: string): string => `${door.slice(1).replaceAll('/', '-') || 'index'}.js`;

  before(async () => {
    const folder = await createFolder();
    undo.push(() => folder.remove());
    app = installPacked(folder.path);
    const { serveFolder } = (await import(pathToFileURL(join(projectRoot, 'scripts/serve-folder.mjs')).href)) as {
      serveFolder(root: string): Promise<typeof site>;
    };
    app.write('index.html', '<!doctype html><title>An application</title><body></body>');
    site = await serveFolder(app.folder);
    undo.push(() => site.close());
    browser = await launchBrowser();
    undo.push(() => browser.close());
    elements = [...app.doors.keys()]
      .filter((door) => door.startsWith('/define/'))
      .map((door) => door.slice('/define/'.length));
    for (const door of defining()) app.write(entryOf(door), `import 'cordee${door}';`);
    const without = ofBrowsers().filter((door) => !defining().includes(door));
    app.write('bare.js', without.map((door) => `import 'cordee${door}';`).join('\n'));
    app.write(
      'names.js',
      `${without.map((door, index) => `import * as door${index} from 'cordee${door}';`).join('\n')}
      globalThis.doors = { ${without.map((door, index) => `'${door}': Object.keys(door${index})`).join(', ')} };`,
    );
    app.write('unused.js', "import 'cordee';\nimport 'cordee/components';");
    app.write(
      'one-class.js',
      "import { CordeeAvatar } from 'cordee/components'; globalThis.doors = { kept: [CordeeAvatar.name] };",
    );
    app.write('one-name.js', "import { CordeeError } from 'cordee'; globalThis.doors = { kept: [CordeeError.name] };");
    app.write(
      'files.js',
      "import 'cordee/theme.css';\nimport * as schema from 'cordee/journey-template.schema.json';\nimport * as manifest from 'cordee/custom-elements.json';\nimport * as own from 'cordee/package.json';\nglobalThis.doors = [schema, manifest, own];",
    );
  });
  after(async () => {
    for (const step of undo.toReversed()) await step();
  });

  const inApp = (folder: string, names: readonly string[]): string[] =>
    names.map((name) => join(folder, 'entries', name));

  for (const [name, mode] of cases) {
    describe(`${name}, ${mode}`, () => {
      let base: string;
      let into: string;
      let page: Page;
      before(async () => {
        into = join(app.folder, 'out', name, mode);
        const entries = [...defining().map(entryOf), 'bare.js', 'names.js', 'one-class.js', 'one-name.js'];
        const bundle = bundlers[name];
        if (bundle) {
          await bundle({
            app: app.folder,
            entries: inApp(app.folder, entries),
            mode,
            platform: 'browser',
            external: [],
            into,
          });
          base = `${site.url}out/${name}/${mode}/`;
        } else {
          const server = await serveWithVite(
            app.folder,
            ofBrowsers().map((door) => `cordee${door}`),
          );
          undo.push(() => server.close());
          base = server.url;
        }
        page = await browser.newPage();
        await page.goto(`${site.url}entries/index.html`);
        await page.evaluate((all) => Object.assign(globalThis, { elements: all }), elements);
      });
      after(() => page.close());

      test('each door that defines gives its tag, and all that are drawn inside', async () => {
        const missing: Record<string, readonly string[]> = {};
        // One after another: a page may have so many requests open, and a bundler makes hundreds of small files.
        for (const door of defining()) {
          const { defined, error } = await runInFrame(page, base + entryOf(door));
          // The inspector comes by its own door only.
          const wanted =
            door === '/define' ? elements.filter((tag) => tag !== 'inspector') : neededBy(door.replace(/^.*\//, ''));
          const absent = error ? [error] : wanted.filter((tag) => !defined.includes(tag));
          if (absent.length > 0) missing[door] = absent;
        }
        assert.deepEqual(missing, {});
      });

      test('the others do nothing by themselves, and each gives names', async () => {
        for (const entry of ['bare.js', 'names.js']) {
          const { defined, globals, error } = await runInFrame(page, base + entry);
          assert.equal(error, undefined);
          assert.deepEqual(defined, []);
          assert.deepEqual(
            globals.filter((global) => !/^(__|doors$|lit|reactive|webpack)/.test(global)),
            [],
          );
        }
        const { names } = await runInFrame(page, `${base}names.js`);
        for (const door of ofBrowsers().filter((one) => !defining().includes(one)))
          assert.ok((names[door]?.length ?? 0) > 0, `cordee${door} gives nothing`);
      });

      if (mode === 'production') {
        test('what is not used is left out', async () => {
          /** Alone, as an application has it: esbuild keeps more where several entries share chunks. */
          const alone = async (entry: string): Promise<string> => {
            const folder = join(into, 'alone', entry);
            await bundlers[name]?.({
              app: app.folder,
              entries: inApp(app.folder, [entry]),
              mode,
              platform: 'browser',
              external: [],
              into: folder,
            });
            return [...filesOf(folder, entry)].map((file) => readFileSync(file, 'utf8')).join('\n');
          };
          const [unused, oneName, oneClass] = [
            await alone('unused.js'),
            await alone('one-name.js'),
            await alone('one-class.js'),
          ];
          // Within these figures: webpack's own runtime, and what esbuild leaves in a chunk that comes later too.
          assert.ok(unused.length < 4_000, `nothing is used, and ${unused.length} letters are kept`);
          assert.ok(oneName.length < 24_000, `one error class is used, and ${oneName.length} letters are kept`);
          // esbuild makes a file of every `import()` it meets, in modules that are dropped too, and has the entry import what
          // those share: with it one element brings most of the package. docs/embedding.md says so.
          if (name === 'esbuild') return;
          assert.ok(oneClass.length < 60_000, `one small element is used, and ${oneClass.length} letters are kept`);
          assert.doesNotMatch(oneClass, /CordeeForum/);
        });
      }
    });
  }

  for (const [name, bundle] of Object.entries(bundlers)) {
    test(`${name} takes the sheet and the JSON files`, async () => {
      const into = join(app.folder, 'out', name, 'files');
      await bundle({
        app: app.folder,
        entries: inApp(app.folder, ['files.js']),
        mode: 'production',
        platform: 'browser',
        external: [],
        into,
      });
      const all = readdirSync(into, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(js|css)$/.test(file))
        .map((file) => readFileSync(join(into, file), 'utf8'))
        .join('\n');
      assert.match(all, /--cordee-/);
    });

    test(`${name} bundles the server for Node`, async () => {
      const into = join(app.folder, 'out', name, 'server');
      app.write('server.js', "import * as server from 'cordee/server'; console.log(Object.keys(server).length);");
      await bundle({
        app: app.folder,
        entries: inApp(app.folder, ['server.js']),
        mode: 'production',
        platform: 'node',
        external: app.peers,
        into,
      });
      assert.ok(Number(execFileSync(process.execPath, [join(into, 'server.js')], { encoding: 'utf8' })) > 0);
    });
  }
});

/** The files that come with an entry, without those that come later. */
function filesOf(folder: string, entry: string): ReadonlySet<string> {
  const files = new Set([join(folder, entry)]);
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    for (const [, source = ''] of code.matchAll(/^\s*(?:import|export)\b[^'"()]*?["'](\.{1,2}\/[^"']+)["']/gm))
      files.add(join(file, '..', source));
  }
  return files;
}
