// Pictures of every main screen, at three widths, in both themes:
//   npm run pictures                            a sheet for each screen in docs/images, and docs/screens.md
//   npm run pictures -- --single folder [words] every picture by itself and in full, to be looked at; only of the screens whose name holds a word
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from './browser.mjs';
import { screens } from './screens.mjs';
import { serveFolder } from './serve-folder.mjs';
import { writePage } from './screens-page.mjs';

const args = process.argv.slice(2);
const isSingle = args[0] === '--single';
const [folder, ...wanted] = isSingle ? args.slice(1) : ['docs/images', ...args];
const heights = { 360: 780, 768: 960, 1280: 880 };
const themes = ['light', 'dark'];
const patienceMs = 30_000;
const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

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

const addressOf = ({ path, story }, theme, lang) => {
  if (story)
    return `${stage.url}iframe.html?id=elements-${story}&viewMode=story&globals=theme:${theme};language:${lang}`;
  const url = new URL(path, demo.url);
  url.searchParams.set('theme', theme);
  if (!url.searchParams.has('lang')) url.searchParams.set('lang', lang);
  return url.href;
};

/** Somebody's page, or a story, in a browser of their own. */
async function open(screen, { theme = 'light', width = 1280, features = [] } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.setViewport({ width, height: heights[width] });
  // The driver knows no forced colours; the browser does.
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      ...features,
    ],
  });
  await page.goto(addressOf(screen, theme, screen.lang ?? 'fr'), { waitUntil: 'networkidle2' });
  return page;
}

/** Makes the window as high as the screen's own part needs, within `highest`, and keeps it from its top. */
async function shoot(page, { anchor = 'cordee-journey', story }, width, highest) {
  await page.mouse.move(0, 0);
  await page.setViewport({ width, height: heights[width] });
  const found = await page.waitForSelector(`>>> ${anchor}`);
  const needed = await found.evaluate(async (element) => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return Math.ceil(element.getBoundingClientRect().height) + 40;
  });
  await page.setViewport({ width, height: Math.max(story ? 240 : heights[width], Math.min(needed, highest)) });
  await found.evaluate(async (element) => {
    scrollTo(0, element.getBoundingClientRect().top + scrollY - 20);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  return page.screenshot({ encoding: 'base64' });
}

/** The pictures of one screen by theme and width, each as base64 of a PNG. */
async function take(screen, highest) {
  const looks = screen.features
    ? [{ label: 'forced', features: screen.features }]
    : themes.map((theme) => ({ label: theme, theme }));
  const taken = [];
  for (const { label, ...look } of looks) {
    const page = await open(screen, look);
    await screen.act?.(page, { demo, openAs: (path) => open({ path }) });
    for (const width of Object.keys(heights).map(Number))
      taken.push({ label, width, picture: await shoot(page, screen, width, highest) });
    await page.browserContext().close();
  }
  return taken;
}

/** Lays pictures out in rows, at a scale, and keeps them as one that travels well. */
async function layOut(rows, { scale = 1, gap = 0, highest = 1000 }, file) {
  const page = await browser.newPage();
  const imageOf = ({ picture, width }) =>
    `<img src="data:image/png;base64,${picture}" style="width: ${Math.round(width * scale)}px; max-height: ${Math.round(highest * scale)}px">`;
  await page.setContent(
    `<style>body { margin: 0; display: inline-grid; gap: ${gap}px; padding: ${gap}px; background: #8b8577 } div { display: flex; gap: ${gap}px; align-items: start } img { object-fit: cover; object-position: top; display: block }</style>${rows.map((row) => `<div>${row.map(imageOf).join('')}</div>`).join('')}`,
  );
  const { width, height } = await (await page.$('body')).boundingBox();
  await page.setViewport({ width: Math.ceil(width), height: Math.ceil(height) });
  await page.screenshot({ path: file, type: 'webp', quality: 68 });
  await page.close();
}

/** What docs/screens.md shows of a screen, and the README of the first. */
async function keep(screen) {
  const taken = await take(screen, 1000);
  const labels = [...new Set(taken.map(({ label }) => label))];
  await layOut(
    labels.map((wanted) => taken.filter(({ label }) => label === wanted)),
    { scale: 0.66, gap: 12 },
    join(folder, `${screen.name}.webp`),
  );
  if (screen !== screens[0]) return;
  for (const one of taken.filter(({ width }) => width === 768))
    await layOut([[one]], { highest: 960 }, join(folder, `${screen.name}-768-${one.label}.webp`));
}

/**
 * The packaged browser brings one font, without serifs. Where the machine has P052, the Palatino of Linux, the pictures
 * show the titles as most readers see them; FONTS=folder names another folder of fonts.
 */
function withSerif(options) {
  if (!options.env?.FONTCONFIG_PATH) return options;
  const home = mkdtempSync(join(tmpdir(), 'cordee-fonts-'));
  const found = spawnSync('fc-list', ['P052', '--format', '%{file}\n'], { encoding: 'utf8' }).stdout ?? '';
  const files = found.split('\n').filter((file) => file.endsWith('.otf'));
  for (const file of files) copyFileSync(file, join(home, basename(file)));
  if (files.length === 0 && !process.env.FONTS)
    console.warn('No P052 here (fonts-urw-base35): the titles will have no serifs.');
  writeFileSync(
    join(home, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><include>${options.env.FONTCONFIG_PATH}/fonts.conf</include><dir>${process.env.FONTS ?? home}</dir></fontconfig>`,
  );
  return { ...options, env: { ...options.env, FONTCONFIG_PATH: home } };
}

const demo = await startOwn();
const stage = await serveFolder('storybook-static');
const browser = await puppeteer.launch(withSerif(await chromium()));
mkdirSync(folder, { recursive: true });
try {
  for (const screen of chosen) {
    if (isSingle) {
      for (const { label, width, picture } of await take(screen, 3000))
        writeFileSync(join(folder, `${screen.name}-${width}-${label}.png`), Buffer.from(picture, 'base64'));
    } else {
      await keep(screen);
    }
    console.log(screen.name);
  }
  if (!isSingle) writePage(screens);
} finally {
  await browser.close();
  stage.close();
  await demo.close();
}
