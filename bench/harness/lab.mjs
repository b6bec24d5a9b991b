// Browsers with profiles of their own, pages in them, and the patience that a step is given.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from '../../scripts/browser.mjs';

/** A step took longer than it may. */
export class OverLimit extends Error {
  constructor(limitMs) {
    super(`took more than ${limitMs / 1_000} s`);
    this.limitMs = limitMs;
  }
}

export function within(limitMs, promise) {
  let timer;
  const over = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new OverLimit(limitMs)), limitMs);
  });
  promise.catch(() => undefined);
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}

export async function createLab({ url, folder }) {
  const launchOptions = await chromium();
  let copies = 0;
  return {
    url,
    profileOf: (candidate, records) => join(folder, 'profiles', `${candidate}-${records}`),
    /** A copy of a profile, so that each round begins with the same bytes. */
    copyOf(profile) {
      const copy = join(folder, `copy-${(copies += 1)}`);
      cpSync(profile, copy, { recursive: true });
      return {
        path: copy,
        remove: () => rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
      };
    },
    emptyProfile(profile) {
      rmSync(profile, { recursive: true, force: true });
      mkdirSync(profile, { recursive: true });
    },
    /** Runs with a fresh browser process on that profile, and ends it whatever happens. */
    async withBrowser(profile, run) {
      const browser = await puppeteer.launch({ ...launchOptions, userDataDir: profile, protocolTimeout: 600_000 });
      try {
        return await run(browser);
      } finally {
        // A page that never comes to rest does not close; its process then ends the hard way.
        await within(5_000, browser.close()).catch(() => browser.process()?.kill('SIGKILL'));
      }
    },
  };
}

/** Opens the page of a candidate and gives what calls its side of the harness. */
export async function openPage(browser, url, candidate, query = {}) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('error', (error) => errors.push(error.message));
  await page.goto(`${url}/${candidate}/?${new URLSearchParams(query)}`);
  await page
    .waitForFunction(() => globalThis.bench !== undefined)
    .catch((error) => {
      throw new Error(errors[0] ?? error.message);
    });
  return {
    page,
    errors,
    call: (name, ...args) => page.evaluate((called, given) => globalThis.bench[called](...given), name, args),
    screen: () => page.evaluate(() => globalThis.bench.screen),
  };
}
