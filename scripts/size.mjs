// What a page pays, gzipped: the SDK alone, the widget before it shows, what it loads later, and what really travels.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import puppeteer from 'puppeteer-core';
import { rollup } from 'rollup';
import { chromium } from './browser.mjs';
import { chunks as arranged } from './rollup-chunks.mjs';
import { templates } from './rollup-templates.mjs';

const gzipped = (code) => gzipSync(code, { level: 9 }).length;

/** Sizes of a bundle with everything inside: the entry with what it needs at once, what a first sync fetches beside it, and all the rest. */
async function bundle(input) {
  const built = await rollup({
    input,
    // As the build does it: a chunk may import from the entry.
    preserveEntrySignatures: 'allow-extension',
    onwarn() {},
    plugins: [templates(), resolve({ browser: true, exportConditions: ['production', 'browser', 'es2015'] }), terser({ ecma: 2022, module: true, compress: { passes: 3, pure_getters: true, unsafe_arrows: true } })],
  });
  const { output } = await built.generate({ format: 'es', ...arranged() });
  await built.close();
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const entry = output.find(({ isEntry }) => isEntry);
  const sync = output.find(({ name }) => name === 'sync');
  const initial = new Set([entry.fileName]);
  for (const name of initial) for (const next of chunks.get(name).imports) initial.add(next);
  const sum = (names) => names.reduce((total, name) => total + gzipped(chunks.get(name).code), 0);
  return { initial: sum([...initial]), sync: sum([sync.fileName]), lazy: sum([...chunks.keys()].filter((name) => !initial.has(name))) };
}

/** Bytes of our JavaScript, as they travel gzipped, with a cold cache: until the journey stands in the page, and once the page is idle. */
async function transferred() {
  const { startDemo } = await import('../build/demo/server.js');
  const dataFolder = join('node_modules/.cache', `size-${process.pid}`);
  const demo = await startDemo({ port: 0, dataFolder });
  const browser = await puppeteer.launch(await chromium());
  try {
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
      globalThis.becomeIdle = () => { for (const run of held) run(); };
    });
    await page.goto(`${demo.url}/as/ines`);
    await page.waitForSelector('pierce/cordee-journey-path', { visible: true });
    await page.waitForNetworkIdle({ concurrency: 1 });
    const first = bytes;
    await page.evaluate(() => globalThis.becomeIdle());
    await page.waitForFunction(() => customElements.get('cordee-composer') && customElements.get('cordee-journey-list'));
    await page.waitForNetworkIdle({ concurrency: 1 });
    if (!(first > 0 && bytes > first)) throw new Error('The demonstration sent no script, or not its length, or nothing once it was idle.');
    return { first, idle: bytes - first };
  } finally {
    await browser.close();
    await demo.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const sdk = await bundle('build/src/index.js');
const widget = await bundle('build/components/cdn.js');
const travels = await transferred();
const rows = [
  { what: 'SDK alone, with idb, rxjs and valibot', bytes: sdk.initial, budget: 25_000 },
  { what: 'SDK with what a first sync fetches', bytes: sdk.initial + sdk.sync, budget: undefined },
  { what: 'Widget before it shows, with Lit', bytes: widget.initial, budget: 60_000 },
  { what: 'Widget, parts loaded when needed', bytes: widget.lazy, budget: undefined },
  { what: 'JavaScript that travels for /as/ines', bytes: travels.first, budget: 60_000 },
  { what: 'The same, fetched once the page is idle', bytes: travels.idle, budget: undefined },
];

const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
let isOver = false;
for (const { what, bytes, budget } of rows) {
  const isTooMuch = budget !== undefined && bytes > budget;
  isOver ||= isTooMuch;
  console.log(`${isTooMuch ? '✗' : '✓'} ${what.padEnd(40)} ${kilobytes(bytes).padStart(9)}${budget ? ` of ${kilobytes(budget)}` : ''}`);
}
process.exitCode = isOver ? 1 : 0;
