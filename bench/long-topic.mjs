// node bench/long-topic.mjs: one topic with 770 voices, opened and scrolled in a real Chromium.
//   --rounds 5     so many rounds; medians are told
//   --build DIR    what the compiler made of another version, to stand beside this one
//   --slow 4       a processor so many times slower
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { chromium } from '../scripts/browser.mjs';
import { median } from './harness/record.mjs';
import { serve } from './harness/server.mjs';

const { values: asked } = parseArgs({
  options: { rounds: { type: 'string' }, build: { type: 'string' }, slow: { type: 'string' } },
});
const versions = [
  { label: 'this version', compiled: resolve('build') },
  ...(asked.build ? [{ label: asked.build, compiled: resolve(asked.build) }] : []),
];
const folder = resolve('node_modules/.cache', `long-topic-${process.pid}`);

async function bundle({ compiled }, name) {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: {
      alias: [{ find: /^(\.\.\/)+build\//, replacement: `${compiled}/` }],
      conditions: ['es2015', 'module', 'browser', 'production'],
    },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: { input: { page: resolve('bench/page/long-topic.mjs') }, output: { entryFileNames: '[name].js' } },
    },
  });
  mkdirSync(join(folder, name), { recursive: true });
  for (const { type, fileName, code } of built.output) {
    if (type !== 'chunk') continue;
    mkdirSync(join(folder, name, fileName, '..'), { recursive: true });
    writeFileSync(join(folder, name, fileName), code);
  }
  writeFileSync(
    join(folder, name, 'index.html'),
    '<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A long topic</title><script type="module" src="page.js"></script>',
  );
}

for (const [index, version] of versions.entries()) await bundle(version, String(index));
const server = await serve(folder);
const browser = await puppeteer.launch({ ...(await chromium()), defaultViewport: { width: 800, height: 900 } });
const samples = new Map();
try {
  for (let round = 0; round < Number(asked.rounds ?? 5); round++) {
    for (const [index, { label }] of versions.entries()) {
      for (const how of ['as it is', 'everything asked for']) {
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(error));
        if (asked.slow) await page.emulateCPUThrottling(Number(asked.slow));
        await page.bringToFront();
        await page.goto(`${server.url}/${index}/`);
        await page.waitForFunction(() => 'prepare' in globalThis);
        const place = await page.evaluate(() => globalThis.prepare());
        const found = await page.evaluate((at, way) => globalThis.show(at, way), place, how);
        const key = `${label}, ${how}`;
        samples.set(key, [...(samples.get(key) ?? []), found]);
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

const columns = {
  openMs: 'open, ms',
  openTaskMs: 'longest task while it opens, ms',
  scrollTaskMs: 'longest task while one scrolls, ms',
  lateMs: 'longest time between two frames, ms',
  drawn: 'voices drawn',
  nodes: 'elements',
};
console.log(`| | ${Object.values(columns).join(' | ')} |\n| --- |${' --: |'.repeat(Object.keys(columns).length)}`);
for (const [label, all] of samples) {
  console.log(
    `| ${label} | ${Object.keys(columns)
      .map((column) => Math.round(median(all.map((one) => one[column]))))
      .join(' | ')} |`,
  );
}
