// Two figures that a reader feels, in a real Chromium: how long until the journey stands in a page, and how long
// until what one wrote is safely on the device, beside the same bytes put into IndexedDB by hand in the same run.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { startDemo } from '../build/demo/server.js';
import { chromium } from '../scripts/browser.mjs';

const pages = Number(process.env.BENCH_PAGES ?? 7);
const writes = Number(process.env.BENCH_WRITES ?? 100);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const worst = (values) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];

/** Milliseconds from the start of the navigation until the path stands in the page. */
async function firstScreen(page, url) {
  await page.goto(url);
  const shown = await page.waitForFunction(() => {
    const path = document.querySelector('cordee-journey')?.shadowRoot?.querySelector('cordee-journey-path');
    return path?.shadowRoot?.querySelector('button')?.checkVisibility() ? performance.now() : false;
  }, { polling: 'raf' });
  return shown.jsonValue();
}

/** Milliseconds of each write until it is stored: ours through the client while it syncs, theirs by a strict transaction. */
const timeWrites = (page, count) => page.evaluate(async (rounds) => {
  const { createCordee } = await import('/cordee.js');
  const getToken = async () => (await (await fetch('/session/token?as=ines')).json()).token;
  const client = await createCordee({ url: '/', getToken, user: { tenant: 'valmonte', id: 'ines' } });
  const journey = await new Promise((resolve) => {
    client.journeys.watchAll().subscribe(([summary]) => summary && resolve(summary.id));
  });
  const audience = { kind: 'circle' };
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open('bench', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records');
    opening.onsuccess = () => resolve(opening.result);
  });
  const put = (id, value) => new Promise((resolve, reject) => {
    const transaction = database.transaction('records', 'readwrite', { durability: 'strict' });
    transaction.objectStore('records').put(value, id);
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const ours = [];
  const raw = [];
  for (let round = 0; round < rounds; round++) {
    const body = { text: `Mesure ${round} : une phrase comme on en écrit, ni longue ni courte.`, lang: 'fr' };
    const before = performance.now();
    await client.forum.open({ journey, audience, body });
    const between = performance.now();
    await put(round, { by: 'ines', at: new Date().toISOString(), audience, body, state: 'open', pinned: false });
    ours.push(between - before);
    raw.push(performance.now() - between);
  }
  database.close();
  await client.close();
  return { ours, raw };
}, count);

const dataFolder = join('node_modules/.cache', `bench-${process.pid}`);
const demo = await startDemo({ port: 0, dataFolder });
const browser = await puppeteer.launch(await chromium());
const cold = [];
const warm = [];
for (let round = 0; round < pages; round++) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  cold.push(await firstScreen(page, `${demo.url}/as/ines`));
  warm.push(await firstScreen(page, `${demo.url}/as/ines`));
  await context.close();
}
const page = await (await browser.createBrowserContext()).newPage();
await page.goto(demo.url);
const { ours, raw } = await timeWrites(page, writes);
await browser.close();
await demo.close();
rmSync(dataFolder, { recursive: true, force: true });

const row = (what, values) => `${what.padEnd(46)} ${median(values).toFixed(1).padStart(8)} ms ${worst(values).toFixed(1).padStart(8)} ms`;
console.log(`${''.padEnd(46)} ${'median'.padStart(11)} ${'95 %'.padStart(11)}`);
console.log(row(`first screen, a browser that was never here (${pages})`, cold));
console.log(row(`first screen, back again (${pages})`, warm));
console.log(row(`a topic written until stored (${writes})`, ours));
console.log(row(`the same bytes into IndexedDB, strict (${writes})`, raw));
console.log(`a write through Cordée takes ${(median(ours) / median(raw)).toFixed(1)} times as long as IndexedDB alone`);
