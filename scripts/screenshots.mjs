// Pictures of the demonstration as people see it: node scripts/screenshots.mjs [folder] [address] [path…]
// Without an address, starts a demonstration of its own on a free port, with fresh data.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from './browser.mjs';

const [folder = 'docs/images', address, ...wanted] = process.argv.slice(2);
const paths = wanted.length > 0 ? wanted : ['/as/ines', '/as/marc', '/as/hana', '/as/claire'];
const widths = [360, 768, 1280];

async function startOwn() {
  const { startDemo } = await import('../build/demo/server.js');
  const dataFolder = join('node_modules/.cache', `screenshots-${process.pid}`);
  const demo = await startDemo({ port: 0, dataFolder });
  return {
    url: demo.url,
    async close() {
      await demo.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The widget alone, as the README shows it. */
async function portrait(theme) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 800, height: 1_000, deviceScaleFactor: 1.5 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(`${demo.url}/as/ines?theme=${theme}`, { waitUntil: 'networkidle2' });
  const widget = await page.waitForSelector('cordee-journey');
  const { x, y, width } = await widget.boundingBox();
  const file = join(folder, `journey-${theme}.png`);
  await page.screenshot({ path: file, clip: { x, y, width, height: 1_150 }, captureBeyondViewport: true });
  console.log(file);
  await context.close();
}

const demo = address ? { url: address, close: async () => {} } : await startOwn();
const browser = await puppeteer.launch(await chromium());
mkdirSync(folder, { recursive: true });
for (const path of paths) {
  for (const theme of ['light', 'dark']) {
    // Each picture comes from a browser that has never been here.
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const width of widths) {
      await page.setViewport({ width, height: width < 700 ? 780 : 900 });
      const separator = path.includes('?') ? '&' : '?';
      await page.goto(`${demo.url}${path}${separator}theme=${theme}`, { waitUntil: 'networkidle2' });
      const file = join(folder, `${path.replaceAll(/[^\w]+/g, '-').replace(/^-/, '') || 'people'}-${width}-${theme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
    await context.close();
  }
}
if (wanted.length === 0) for (const theme of ['light', 'dark']) await portrait(theme);
await browser.close();
await demo.close();
