// Opens every story of storybook-static in a real browser: it must render, its play function pass, and axe (through
// addon-a11y) find nothing. SHOTS=folder keeps a picture of each.
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from './browser.mjs';

const root = 'storybook-static';
const pictures = process.env.SHOTS;
const patienceMs = 15_000;
const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function serveStories() {
  const server = createServer((request, response) => {
    const file = join(root, normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

/** Runs in the page before Storybook: waits for what its channel says of the story. */
function listenToStorybook() {
  globalThis.storyOutcome = new Promise((done) => {
    const failed = (name) => (...details) =>
      done({ problems: [`${name}: ${details[0]?.message ?? details[0]?.description ?? JSON.stringify(details[0])}`] });
    const failures = ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException', 'unhandledErrorsWhilePlaying'];
    const finished = ({ status, reporters = [] }) => {
      const found = reporters.filter((reporter) => reporter.status === 'failed').flatMap(({ type, result }) =>
        result?.violations?.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join('; ')})`) ?? [`${type} failed`]);
      done({ problems: found.length > 0 || status !== 'error' ? found : ['It ended with an error.'] });
    };
    let channel;
    Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
      configurable: true,
      get: () => channel,
      set(given) {
        channel = given;
        for (const name of failures) channel.on(name, failed(name));
        channel.on('storyFinished', finished);
      },
    });
  });
}

/** What is wrong with a story, in words. */
async function problemsOf(page, url) {
  const errors = [];
  const keep = (error) => errors.push(error.message);
  page.on('pageerror', keep);
  await page.goto(url, { waitUntil: 'load' });
  let timer;
  const tooLong = new Promise((resolve) => { timer = setTimeout(resolve, patienceMs, { problems: ['It did not finish.'] }); });
  const { problems } = await Promise.race([page.evaluate(() => globalThis.storyOutcome), tooLong]);
  clearTimeout(timer);
  page.off('pageerror', keep);
  return [...errors, ...problems];
}

const server = await serveStories();
const browser = await puppeteer.launch({ ...(await chromium()), defaultViewport: { width: 800, height: 600 } });
const page = await browser.newPage();
await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
await page.evaluateOnNewDocument(listenToStorybook);
if (pictures) mkdirSync(pictures, { recursive: true });

const { entries } = JSON.parse(readFileSync(join(root, 'index.json'), 'utf8'));
const stories = Object.values(entries).filter(({ type, tags }) => type === 'story' && tags?.includes('test'));
let failures = 0;
for (const { id } of stories) {
  const problems = await problemsOf(page, `http://127.0.0.1:${server.address().port}/iframe.html?id=${id}&viewMode=story&globals=language:en`);
  if (pictures) await page.screenshot({ path: join(pictures, `${id}.png`) });
  if (problems.length > 0) {
    failures += 1;
    console.log(`✗ ${id}`);
    for (const problem of problems) console.log(`  ${problem}`);
  }
}
await browser.close();
server.close();
console.log(`${stories.length - failures} of ${stories.length} stories pass`);
process.exitCode = failures > 0 || stories.length === 0 ? 1 : 0;
