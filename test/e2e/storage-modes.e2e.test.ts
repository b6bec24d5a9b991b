import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { keptIn, openedWithoutNetwork } from './offline-client.js';
import { becomesTrue, createFolder, launchBrowser, useStage } from './support.js';

const stage = useStage();
const opened = (page: Page): Promise<Page> => openedWithoutNetwork(page, stage.demo.url);
const write = (page: Page, text: string): Promise<unknown> =>
  page.evaluate(`globalThis.write(${JSON.stringify(text)})`);
const storage = (page: Page): Promise<string> => page.evaluate('globalThis.syncStatus.storage.mode') as Promise<string>;

/** A browser whose profile is on the disk, ended with the test. */
async function createProfile(t: TestContext): Promise<{ readonly path: string; launch(): Promise<Browser> }> {
  const folder = await createFolder();
  const browsers: Browser[] = [];
  t.after(async () => {
    for (const browser of browsers) await browser.close();
    await folder.remove();
  });
  return {
    path: join(folder.path, 'profile'),
    async launch() {
      const browser = await launchBrowser({ userDataDir: join(folder.path, 'profile') });
      browsers.push(browser);
      return browser;
    },
  };
}

/** The files in which Chromium keeps IndexedDB. */
const filesIn = (profile: string): readonly string[] =>
  readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((file) => /indexeddb\.leveldb[\\/]/.test(file))
    .map((file) => join(profile, file));

for (const [kind, isIt] of [
  ['the list of its files', (file: string) => /MANIFEST-/.test(file)],
  ['the name of that list', (file: string) => file.endsWith('CURRENT')],
  ['all of its files', (file: string) => !file.endsWith('LOCK')],
] as const) {
  test(`[T13] a page whose database was spoilt on the disk (${kind}) opens, shows the journey and keeps what is written`, async (t) => {
    const profile = await createProfile(t);
    const before = await profile.launch();
    const page = await opened(await before.newPage());
    for (const text of ['one', 'two', 'three']) await write(page, text);
    await before.close();
    const spoilt = filesIn(profile.path).filter(isIt);
    assert.ok(spoilt.length > 0, 'there was something to spoil');
    for (const file of spoilt) writeFileSync(file, randomBytes(600));
    const browser = await profile.launch();
    const again = await opened(await browser.newPage());
    await write(again, 'after it was spoilt');
    const kept = await keptIn(again);
    assert.ok(kept.has('after it was spoilt') && kept.size > 3, 'the journey is there, and what was written');
    assert.match(await storage(again), /^(best-effort|persistent|memory)$/);
  });
}

test('[T13] a page whose database cannot be written to works from memory, shows the journey and says that nothing is kept', async (t) => {
  const profile = await createProfile(t);
  const before = await profile.launch();
  await opened(await before.newPage());
  await before.close();
  // No rights keep the super-user out, but nobody makes a folder where a file is.
  const [file] = filesIn(profile.path);
  assert(file);
  const folder = dirname(dirname(file));
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'not a folder');
  const browser = await profile.launch();
  const again = await opened(await browser.newPage());
  await write(again, 'nowhere but here');
  assert.ok((await keptIn(again)).has('nowhere but here'));
  assert.equal(await storage(again), 'memory');
});

for (const [setting, mode] of [
  ['granted', 'persistent'],
  ['denied', 'best-effort'],
] as const) {
  test(`[ST19] a browser asked to keep everything for good, after the first words without a network: ${setting}`, async () => {
    const context = await stage.browser.createBrowserContext();
    const page = await context.newPage();
    const devtools = await page.createCDPSession();
    const { targetInfo } = await devtools.send('Target.getTargetInfo');
    const { browserContextId } = targetInfo;
    await devtools.send('Browser.setPermission', {
      permission: { name: 'persistent-storage' },
      setting,
      origin: stage.demo.url,
      ...(browserContextId ? { browserContextId } : {}),
    });
    await opened(page);
    await page.setOfflineMode(true);
    await write(page, 'without a network');
    await becomesTrue(`it says ${mode}`, async () => (await storage(page)) === mode);
    assert.ok((await keptIn(page)).has('without a network'));
    await page.setOfflineMode(false);
    await context.close();
  });
}

test('a private window keeps what is written as long as it is open, and leaves nothing to the next one', async () => {
  const first = await stage.browser.createBrowserContext();
  await write(await opened(await first.newPage()), 'in private');
  const sameWindow = await opened(await first.newPage());
  assert.ok((await keptIn(sameWindow)).has('in private'));
  await first.close();
  const second = await stage.browser.createBrowserContext();
  const next = await second.newPage();
  await next.goto(`${stage.demo.url}/`);
  assert.deepEqual(await next.evaluate('indexedDB.databases()'), []);
  assert.ok((await keptIn(await opened(next))).size > 0, 'the journey comes from the server again');
  await second.close();
});
