import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type LaunchOptions, type Page, type Viewport } from 'puppeteer-core';
import { lightWasm } from '../support/light-wasm.js';
import { fillWithSeededData } from './seeded-data.js';

export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** How long a step of a scenario may take on a slow machine before it counts as failed. */
export const patienceMs = 30_000;

/** A folder of one test's own, gone when the test ends. */
export async function createFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'cordee-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The demonstration as a process of its own, as `npm start` runs it. */
export interface DemoProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** As the power going: nothing is closed. */
  kill(): Promise<void>;
  /** As Ctrl+C. */
  stop(): Promise<Ended>;
}

function run(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const child: ChildProcess = spawn(
    process.execPath,
    [...lightWasm, join(projectRoot, 'build/demo/main.js'), ...args],
    {
      cwd: projectRoot,
      env: { ...process.env, ...env },
    },
  );
  let output = '';
  child.stdout?.on('data', (data) => {
    output += data;
  });
  child.stderr?.on('data', (data) => {
    output += data;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, output }));
  return { child, ended, output: () => output };
}

/** Runs the demonstration until it ends by itself: for the ways in which it refuses to start. */
export async function runToEnd(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ended> {
  const { child, ended } = run(env, args);
  const patience = new AbortController();
  setTimeout(patienceMs, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  const result = await ended;
  patience.abort();
  return result;
}

/** Starts it on a free port, or on `port`, and settles when it answers. */
export async function startDemoProcess(
  dataFolder: string,
  port = 0,
  args: readonly string[] = [],
): Promise<DemoProcess> {
  const { child, ended, output } = run({ PORT: String(port), CORDEE_DATA_DIR: dataFolder }, args);
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)\/as\//.exec(output()) ?? [];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    void ended.then(({ code }) => reject(new Error(`The demonstration ended with ${code}:\n${output()}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      return ended;
    },
  };
}

export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { chromium } = (await import(pathToFileURL(join(projectRoot, 'scripts/browser.mjs')).href)) as {
    chromium(): Promise<LaunchOptions>;
  };
  return puppeteer.launch({ ...(await chromium()), ...options });
}

/** A demonstration of one test file's own, and a browser to look at it. */
export interface Stage {
  readonly demo: DemoProcess;
  readonly browser: Browser;
  /** The same data behind the same address, after the process was killed. */
  restart(): Promise<void>;
}

/** Sets up the stage before the tests of a file, and clears it after them whatever happened. */
export function useStage(): Stage {
  const undo: (() => Promise<unknown>)[] = [];
  let stage: { demo: DemoProcess; readonly browser: Browser; readonly data: string } | undefined;
  const current = () => {
    if (!stage) throw new Error('The stage is set up by the time a test runs, not before.');
    return stage;
  };
  const start = async (data: string, port?: number): Promise<DemoProcess> => {
    const demo = await startDemoProcess(data, port);
    undo.push(() => demo.stop());
    return demo;
  };
  before(async () => {
    const folder = await createFolder();
    undo.push(() => folder.remove());
    await fillWithSeededData(folder.path, async (data) => void (await (await startDemoProcess(data)).stop()));
    const demo = await start(folder.path);
    const browser = await launchBrowser();
    undo.push(() => browser.close());
    stage = { demo, browser, data: folder.path };
  });
  after(async () => {
    for (const step of undo.toReversed()) await step();
  });
  return {
    get demo() {
      return current().demo;
    },
    get browser() {
      return current().browser;
    },
    async restart() {
      const { data, demo } = current();
      current().demo = await start(data, demo.port);
    },
  };
}

/** One person in a browser profile of their own, with everything that went wrong and all that came over the wire. */
export interface Visit {
  readonly page: Page;
  /** Reports of the content security policy. */
  readonly violations: string[];
  /** Errors, and warnings, of the console and of scripts. */
  readonly complaints: string[];
  /** Raw bodies of all that the sync server sent, streams apart. */
  bodies(): Promise<readonly string[]>;
  /** Makes the sync server unreachable for this person, or reachable again, as a network does. */
  setReachable(isReachable: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function visit(browser: Browser, url: string, viewport?: Viewport): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  if (viewport) await page.setViewport(viewport);
  page.setDefaultTimeout(patienceMs);
  const violations: string[] = [];
  const complaints: string[] = [];
  const bodies: string[] = [];
  let isReachable = true;

  await page.exposeFunction('tellViolation', (report: string) => violations.push(report));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { tellViolation } = globalThis as unknown as { tellViolation(report: string): void };
      tellViolation(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  page.on('console', (message) => {
    if (!['error', 'warn'].includes(message.type())) return;
    // That the network is away is the browser's own line; it is what the test wants.
    if (!isReachable || /Failed to load resource/.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // The browser's tools keep no body that a page reads as it comes, so the page tells what it is given.
  await page.exposeFunction('tellBody', (body: string) => bodies.push(body));
  await page.evaluateOnNewDocument(() => {
    const { fetch, tellBody } = globalThis as typeof globalThis & { tellBody(body: string): Promise<void> };
    globalThis.fetch = async (...args) => {
      const response = await fetch(...args);
      if (!/\/v1\/(push|pull)$/.test(response.url)) return response;
      // Told before the page has the answer: a page that is left then has had none.
      await response
        .clone()
        .text()
        .then(tellBody, () => undefined);
      return response;
    };
  });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isSync = new URL(request.url()).pathname.startsWith('/v1/');
    void (isSync && !isReachable ? request.abort('connectionrefused') : request.continue());
  });
  await page.goto(url);

  return {
    page,
    violations,
    complaints,
    bodies: async () => bodies,
    async setReachable(next) {
      isReachable = next;
      // What a browser says when the cable is in again.
      if (next) await page.evaluate(() => globalThis.dispatchEvent(new Event('online')));
    },
    close: () => context.close(),
  };
}

/**
 * All text that a reader sees, through every shadow root, with single plain spaces.
 * It is sent to the page as it is, so it uses nothing from outside itself.
 */
function readVisibleText(): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof Element && !(node.localName === 'slot' || node.checkVisibility({ visibilityProperty: true })))
      return '';
    if (node instanceof Element && ['style', 'script', 'template'].includes(node.localName)) return '';
    const children =
      node instanceof HTMLSlotElement && node.assignedNodes().length > 0
        ? node.assignedNodes()
        : [...(node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes];
    return children.map(read).join(' ');
  };
  return read(document.body)
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll(/ ([,.;])/g, '$1');
}

/** The same as an expression, for any browser. */
export const visibleTextExpression = `(${readVisibleText.toString()})()`;

export const visibleText = (page: Page): Promise<string> => page.evaluate(readVisibleText);

/** Settles when a reader sees this text, or the time is over: then the error says what is there instead. */
export async function seesText(page: Page, wanted: RegExp, timeoutMs = patienceMs): Promise<void> {
  await waitForText(page, wanted, true, timeoutMs);
}

export async function seesNoText(page: Page, unwanted: RegExp, timeoutMs = patienceMs): Promise<void> {
  await waitForText(page, unwanted, false, timeoutMs);
}

async function waitForText(page: Page, pattern: RegExp, isWanted: boolean, timeout: number): Promise<void> {
  try {
    await page.waitForFunction(
      `new RegExp(${JSON.stringify(pattern.source)}, ${JSON.stringify(pattern.flags)}).test(${visibleTextExpression}) === ${isWanted}`,
      { timeout, polling: 100 },
    );
  } catch (cause) {
    throw new Error(`${isWanted ? 'Nobody sees' : 'Still there:'} ${pattern} in: ${await visibleText(page)}`, {
      cause,
    });
  }
}

/** Asks again until it is so, or the time is over. */
export async function becomesTrue(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await isTrue()); await setTimeout(50)) {
    if (Date.now() > end) throw new Error(`It never came to be that ${what}.`);
  }
}

/** The control with this role and name, through every shadow root. */
export const control = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`);

/** Everything that the page's origin keeps in IndexedDB, as one text. */
export const dumpIndexedDb = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB failed.'));
      });
    const kept: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settle(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const reader = database.transaction(store).objectStore(store);
        kept.push(name, store, await settle(reader.getAllKeys()), await settle(reader.getAll()));
      }
      database.close();
    }
    return JSON.stringify(kept);
  });
