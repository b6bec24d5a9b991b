// Figures that a reader of the demonstration feels: how long until the journey stands in a page, and until what one
// wrote is safely on the device while it syncs, beside the same bytes put into IndexedDB by hand in the same run.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { startDemo } from '../../build/demo/server.js';
import { chromium } from '../../scripts/browser.mjs';

/** Milliseconds from the start of the navigation until the path stands in the page. */
async function firstScreen(page, url) {
  await page.goto(url);
  const shown = await page.waitForFunction(
    () => {
      const path = document.querySelector('cordee-journey')?.shadowRoot?.querySelector('cordee-journey-path');
      return path?.shadowRoot?.querySelector('button')?.checkVisibility() ? performance.now() : false;
    },
    { polling: 'raf' },
  );
  return shown.jsonValue();
}

/** Milliseconds of each write until it is stored: ours through the client while it syncs, theirs by a strict transaction. */
const timeWrites = (page, count) =>
  page.evaluate(async (rounds) => {
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
    const put = (id, value) =>
      new Promise((resolve, reject) => {
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

export async function measureWidget({ visits, writes }) {
  const dataFolder = join('node_modules/.cache', `bench-demo-${process.pid}`);
  const demo = await startDemo({ port: 0, dataFolder });
  const browser = await puppeteer.launch(await chromium());
  try {
    const first = [];
    const again = [];
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      first.push(await firstScreen(page, `${demo.url}/as/ines`));
      again.push(await firstScreen(page, `${demo.url}/as/ines`));
      await context.close();
    }
    const page = await (await browser.createBrowserContext()).newPage();
    await page.goto(demo.url);
    return { first, again, ...(await timeWrites(page, writes)) };
  } finally {
    await browser.close();
    await demo.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
