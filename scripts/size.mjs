// What a page pays, gzipped: the SDK alone, the widget before it shows, what it loads later, and what really travels.
import { readFileSync, rmSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import puppeteer from 'puppeteer-core';
import { rollup } from 'rollup';
import { parseAst } from 'rollup/parseAst';
import { chromium } from './browser.mjs';
import { walk } from './files.mjs';
import { cdnOptions } from './rollup-cdn.mjs';
import { decorate } from './rollup-decorate.mjs';
import { minify } from './rollup-minify.mjs';
import { templates } from './rollup-templates.mjs';

const gzipped = (code) => gzipSync(code, { level: 9 }).length;

/** The files of a bundle with everything inside, by name. */
async function bundle({ input, preserveEntrySignatures, output: names }) {
  const built = await rollup({
    input,
    preserveEntrySignatures,
    onwarn() {},
    plugins: [
      decorate(),
      templates(),
      resolve({ browser: true, exportConditions: ['production', 'browser', 'es2015'] }),
      minify(),
    ],
  });
  const { output } = await built.generate({ format: 'es', ...names });
  await built.close();
  return new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
}

/** The modules for pages without a bundler, as the build has written them, by name. */
function published(folder = 'dist/cdn') {
  const names = walk(folder)
    .map((file) => relative(folder, file).replaceAll(sep, '/'))
    .filter((name) => name.endsWith('.js') && !name.endsWith('.iife.js'));
  return new Map(
    names.map((fileName) => {
      // A browser fetches the map for its tools alone, and nobody counts the line that names it.
      const code = readFileSync(join(folder, fileName), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
      const imports = parseAst(code).body.flatMap(({ source }) =>
        source ? posix.join(posix.dirname(fileName), source.value) : [],
      );
      return [fileName, { fileName, code, imports, isEntry: !fileName.includes('/') }];
    }),
  );
}

/** The file that a page asks for. */
const entryOf = (files) =>
  [...files.values()].find(({ isEntry, fileName }) => isEntry && !fileName.includes('/')).fileName;

/** What must be there before the entry runs. */
function initialOf(files) {
  const initial = new Set([entryOf(files)]);
  for (const name of initial) for (const next of files.get(name).imports) initial.add(next);
  return initial;
}

const bytesOf = (files, names) => [...names].reduce((total, name) => total + gzipped(files.get(name).code), 0);

/** The files of the SDK that a page fetches until its first sync is done and all that a first screen shows has been read. */
async function fetchedByFirstSync(files, browser, url) {
  const page = await browser.newPage();
  const fetched = new Set();
  // What is fetched once the page is idle is not of a first sync.
  await page.evaluateOnNewDocument(() => {
    globalThis.requestIdleCallback = () => 0;
  });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.slice('/measured/'.length);
    if (!request.url().includes('/measured/')) return request.continue();
    fetched.add(name);
    return request.respond({ contentType: 'text/javascript', body: files.get(name).code });
  });
  await page.goto(url);
  await page.evaluate(
    async (entry) => {
      const { createCordee } = await import(entry);
      const client = await createCordee({
        url: '/',
        getToken: async () => (await (await fetch('/session/token?as=ines')).json()).token,
      });
      const first = (answers$, isGood = Boolean) =>
        new Promise((done, fail) => {
          answers$.subscribe({ next: (answer) => isGood(answer) && done(answer), error: fail });
        });
      await first(client.sync.status$, ({ lastSyncedAt }) => lastSyncedAt !== undefined);
      const [{ id }] = await first(client.journeys.watchAll(), ({ length }) => length > 0);
      await Promise.all([
        first(client.journeys.watch(id)),
        first(client.journeys.watchPath(id)),
        first(client.challenges.watch(id)),
      ]);
      await client.close();
    },
    `/measured/${entryOf(files)}`,
  );
  await page.close();
  return fetched;
}

/** Bytes of our JavaScript, as they travel gzipped, with a cold cache: until the journey stands in the page, and once the page is idle. */
async function transferred(browser, url) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  let bytes = 0;
  page.on('response', (response) => {
    const isOurs = response.request().resourceType() === 'script' && !response.url().endsWith('/intranet.js');
    if (isOurs) bytes += Number(response.headers()['content-length']);
  });
  // The page is not called idle before the first figure is read.
  await page.evaluateOnNewDocument(() => {
    const held = [];
    globalThis.requestIdleCallback = (run) => held.push(run);
    globalThis.becomeIdle = () => {
      for (const run of held) run();
    };
  });
  await page.goto(`${url}/as/ines`);
  await page.waitForSelector('pierce/cordee-journey-path', { visible: true });
  await page.waitForNetworkIdle({ concurrency: 1 });
  const first = bytes;
  await page.evaluate(() => globalThis.becomeIdle());
  await page.waitForFunction(() => customElements.get('cordee-composer') && customElements.get('cordee-journey-list'));
  await page.waitForNetworkIdle({ concurrency: 1 });
  if (!(first > 0 && bytes > first))
    throw new Error('The demonstration sent no script, or not its length, or nothing once it was idle.');
  return { first, idle: bytes - first };
}

/** Runs with a browser and a demonstration of its own. */
async function inBrowser(run) {
  const { startDemo } = await import('../build/demo/server.js');
  const dataFolder = join('node_modules/.cache', `size-${process.pid}`);
  const demo = await startDemo({ port: 0, dataFolder });
  const browser = await puppeteer.launch(await chromium());
  try {
    return await run(browser, demo.url);
  } finally {
    await browser.close();
    await demo.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const sdk = await bundle({
  ...cdnOptions,
  input: { index: 'build/src/index.js' },
  output: { chunkFileNames: cdnOptions.output.chunkFileNames },
});
const widget = published();
const { fetched, travels } = await inBrowser(async (browser, url) => ({
  fetched: await fetchedByFirstSync(sdk, browser, url),
  travels: await transferred(browser, url),
}));
const atFirst = initialOf(widget);
const rows = [
  { what: 'SDK with all that a first sync fetches', bytes: bytesOf(sdk, fetched), budget: 30_000 },
  { what: 'Widget before it shows, with Lit', bytes: bytesOf(widget, atFirst), budget: 60_000 },
  {
    what: 'Widget, parts loaded when needed',
    bytes: bytesOf(
      widget,
      [...widget.keys()].filter((name) => !atFirst.has(name)),
    ),
    budget: undefined,
  },
  { what: 'JavaScript that travels for /as/ines', bytes: travels.first, budget: 60_000 },
  { what: 'The same, fetched once the page is idle', bytes: travels.idle, budget: undefined },
];

const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
let isOver = false;
for (const { what, bytes, budget } of rows) {
  const isTooMuch = budget !== undefined && bytes > budget;
  isOver ||= isTooMuch;
  console.log(
    `${isTooMuch ? '✗' : '✓'} ${what.padEnd(40)} ${kilobytes(bytes).padStart(9)}${budget ? ` of ${kilobytes(budget)}` : ''}`,
  );
}
process.exitCode = isOver ? 1 : 0;
