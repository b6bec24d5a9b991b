import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { launchBrowser, patienceMs, projectRoot, visibleTextExpression } from '../e2e/support.js';

/** What every browser can be asked, whatever it is driven with. */
interface Driver {
  open(url: string): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  clickAt(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A reader's window in some browser: what is in it is found by role and words, through every shadow root. */
export interface Window {
  open(url: string): Promise<void>;
  sees(wanted: RegExp, timeoutMs?: number): Promise<void>;
  press(name: string): Promise<void>;
  write(words: string): Promise<void>;
  /** Tells the page what a browser tells when the cable is in again. */
  comeOnline(): Promise<void>;
  text(): Promise<string>;
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

const scripts = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(join(projectRoot, 'scripts', file)).href)) as T;

function drivenByPuppeteer(browser: Browser): Promise<Driver> {
  return browser.newPage().then((page) => ({
    open: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    close: () => browser.close(),
  }));
}

interface WebkitDriver {
  start(): Promise<void>;
  stop(): Promise<void>;
  send(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>;
}

async function drivenByWebkit(): Promise<Driver> {
  const { createWebkitDriver } = await scripts<{ createWebkitDriver(): WebkitDriver }>('webkit-driver.mjs');
  const { start, stop, send } = createWebkitDriver();
  await start();
  return {
    open: async (url) => void (await send('POST', '/url', { url })),
    evaluate: (expression) => send('POST', '/execute/sync', { script: `return (${expression})`, args: [] }),
    async clickAt(x, y) {
      const at = { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) };
      const actions = [at, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
      await send('POST', '/actions', {
        actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
      });
    },
    async type(text) {
      const actions = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    close: stop,
  };
}

const drivers = {
  Chromium: async () => drivenByPuppeteer(await launchBrowser()),
  Firefox: async () => {
    const { firefox } = await scripts<{ firefox(): LaunchOptions }>('browser.mjs');
    return drivenByPuppeteer(await puppeteer.launch(firefox()));
  },
  WebKit: drivenByWebkit,
};

export type Engine = keyof typeof drivers;
export const engines = Object.keys(drivers) as readonly Engine[];

/** In the middle of the one that can be used of this role with these words, scrolled to; null while there is none. */
const placeOf = (selector: string, words: string): string => `(() => {
  const named = (element) => [element.getAttribute('aria-label'), element.innerText, ...[...(element.labels ?? [])].map((label) => label.innerText)]
    .some((text) => text && text.replace(/[\\s\\u00a0\\u202f]+/g, ' ').includes(${JSON.stringify(words)}));
  const search = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(${JSON.stringify(selector)}) && element.checkVisibility() && named(element)) return element;
      const inside = element.shadowRoot && search(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const found = search(document);
  if (!found) return null;
  found.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = found.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})()`;

export async function openWindow(engine: Engine): Promise<Window> {
  const driver = await drivers[engine]();
  const text = async () => String(await driver.evaluate(visibleTextExpression));

  async function until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = patienceMs): Promise<T> {
    for (const end = Date.now() + timeoutMs; ; await setTimeout(50)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) assert.fail(`${engine} shows no ${what} in: ${await text()}`);
    }
  }

  /** Presses where it is once it has stopped moving. */
  async function pressOn(selector: string, words: string): Promise<void> {
    let before = '';
    const [x, y] = await until(`${selector} "${words}"`, async () => {
      const at = (await driver.evaluate(placeOf(selector, words))) as readonly [number, number] | null;
      const isStill = at !== null && before === at.join();
      before = at?.join() ?? '';
      return isStill ? at : undefined;
    });
    await driver.clickAt(x, y);
  }

  return {
    open: (url) => driver.open(url),
    evaluate: (expression) => driver.evaluate(expression),
    text,
    sees: (wanted, timeoutMs) =>
      until(String(wanted), async () => (wanted.test(await text()) ? true : undefined), timeoutMs).then(
        () => undefined,
      ),
    press: (name) => pressOn('button', name),
    async write(words) {
      await pressOn('textarea, input:not([type]), input[type=text]', '');
      await driver.type(words);
    },
    comeOnline: async () => void (await driver.evaluate(`dispatchEvent(new Event('online'))`)),
    close: () => driver.close(),
  };
}
