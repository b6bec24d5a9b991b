// Pictures of every main screen of the demonstration, at three widths, in both themes:
//   npm run pictures                         those that the documents show, into docs/images
//   npm run pictures -- --all [folder]       every screen, width and theme, to be looked at
//   npm run pictures -- --all folder goals   only the screens whose name holds one of these words
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from './browser.mjs';
import { kept, screens } from './screens.mjs';

const args = process.argv.slice(2);
const isAll = args.includes('--all');
const [folder = isAll ? 'pictures' : 'docs/images', ...wanted] = args.filter((arg) => arg !== '--all');
const heights = { 360: 780, 768: 960, 1280: 880 };
const patienceMs = 30_000;

async function startOwn() {
  const { startDemo } = await import('../build/demo/server.js');
  const dataFolder = mkdtempSync(join(tmpdir(), 'cordee-pictures-'));
  const demo = await startDemo({ port: 0, dataFolder });
  return {
    url: demo.url,
    async close() {
      await demo.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Somebody's page in a browser of their own. */
async function openAs(path, { theme = 'light', width = 1280, scale = 1, features = [] } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.setViewport({ width, height: heights[width], deviceScaleFactor: scale });
  // The driver knows no forced colours; the browser does.
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }, ...features] });
  const url = new URL(path, demo.url);
  url.searchParams.set('theme', theme);
  if (!url.searchParams.has('lang')) url.searchParams.set('lang', 'fr');
  await page.goto(url.href, { waitUntil: 'networkidle2' });
  return page;
}

/** Scrolls so that the screen's own part is at the top, lets it be drawn, and keeps it. */
async function shoot(page, { anchor = 'cordee-journey' }, file) {
  await page.mouse.move(0, 0);
  const found = await page.waitForSelector(`>>> ${anchor}`);
  await found.evaluate(async (element) => {
    scrollTo(0, element.getBoundingClientRect().top + scrollY - 20);
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await page.screenshot({ path: file, ...(file.endsWith('.webp') ? { type: 'webp', quality: 84 } : {}) });
  console.log(file);
}

async function take(screen, { name = screen.name, widths, ...look }, ending) {
  const page = await openAs(screen.path, { ...look, width: 1280 });
  await screen.act?.(page, { demo, openAs });
  for (const width of widths) {
    await page.setViewport({ width, height: heights[width], deviceScaleFactor: look.scale ?? 1 });
    await shoot(page, screen, join(folder, `${name}-${width}-${look.label ?? look.theme}.${ending}`));
  }
  await page.browserContext().close();
}

/** FONTS=folder adds what is in it to the packaged browser's one font: the pictures then show the titles as most readers see them. */
function withFonts(options, folder) {
  if (!folder || !options.env?.FONTCONFIG_PATH) return options;
  const home = mkdtempSync(join(tmpdir(), 'cordee-fonts-'));
  writeFileSync(join(home, 'fonts.conf'), `<?xml version="1.0"?><fontconfig><include>${options.env.FONTCONFIG_PATH}/fonts.conf</include><dir>${folder}</dir></fontconfig>`);
  return { ...options, env: { ...options.env, FONTCONFIG_PATH: home } };
}

const demo = await startOwn();
const browser = await puppeteer.launch(withFonts(await chromium(), process.env.FONTS));
mkdirSync(folder, { recursive: true });
try {
  if (isAll) {
    for (const screen of screens) {
      if (wanted.length > 0 && !wanted.some((word) => screen.name.includes(word))) continue;
      for (const theme of ['light', 'dark']) await take(screen, { theme, widths: [1280, 768, 360] }, 'png');
      if (!screen.withExtremes) continue;
      await take(screen, { theme: 'light', label: 'forced-colors', widths: [1280, 360], features: [{ name: 'forced-colors', value: 'active' }] }, 'png');
    }
  } else {
    for (const { name, ...look } of kept) await take(screens.find((screen) => screen.name === name), { ...look, scale: 1.5 }, 'webp');
  }
} finally {
  await browser.close();
  await demo.close();
}
