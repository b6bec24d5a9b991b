import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { raiseChallenge } from './acts.js';
import { keptIn, openedWithoutNetwork } from './offline-client.js';
import {
  becomesTrue,
  createFolder,
  dumpIndexedDb,
  launchBrowser,
  patienceMs,
  seesText,
  useStage,
  visit,
} from './support.js';

const stage = useStage();

test('a database deleted under the page is made anew, and what is written then is sent', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  const devtools = await ines.page.createCDPSession();
  await devtools.send('Storage.clearDataForOrigin', { origin: stage.demo.url, storageTypes: 'indexeddb' });
  await raiseChallenge(ines.page, 'Après le grand ménage.');
  await seesText(ines.page, /Après le grand ménage\..{0,80}?envoyé/);
  await ines.page.reload();
  await seesText(ines.page, /Après le grand ménage\./);
  await ines.close();
});

test('[ST3] once a verb that writes is there, nothing is fetched any more between the words and the disk', async () => {
  const page = await stage.browser.newPage();
  await page.goto(`${stage.demo.url}/`);
  await page.evaluate(`(async () => {
    const { createCordee } = await import('/cordee.js');
    const getToken = async () => (await (await fetch('/session/token?as=ines')).json()).token;
    const client = (globalThis.client = await createCordee({ url: '/', getToken }));
    const first = (answers$, isGood) => new Promise((resolve, reject) => answers$.subscribe({ next: (answer) => isGood(answer) && resolve(answer), error: reject }));
    const [topic] = await first(client.forum.watchTopics('ines-journey'), ({ length }) => length > 0);
    await first(client.forum.watchTopic('ines-journey', topic.id), Boolean);
  })()`);
  await page.setOfflineMode(true);
  await page.evaluate(
    `client.forum.open({ journey: 'ines-journey', body: { text: 'Sans réseau.' }, audience: { kind: 'circle' } })`,
  );
  assert.ok((await dumpIndexedDb(page)).includes('Sans réseau.'));
  await page.setOfflineMode(false);
  await page.waitForFunction(
    `client.sync.syncNow().then(() => new Promise((resolve) => client.sync.status$.subscribe(({ pending }) => resolve(pending === 0))))`,
    { timeout: patienceMs },
  );
  await page.close();
});

const opened = (page: Page): Promise<Page> => openedWithoutNetwork(page, stage.demo.url);

test('[ST19] on a full disk nothing is acknowledged that is not kept; it says so at once, stays readable, and goes on by itself when there is room', async (t) => {
  // A profile on the disk: what a private window keeps has no quota.
  const folder = await createFolder();
  const browser = await launchBrowser({ userDataDir: join(folder.path, 'profile') });
  t.after(async () => {
    await browser.close();
    await folder.remove();
  });
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  // Before the first write: for half a minute the browser believes in the room that it has found.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: stage.demo.url, quotaSize: 2 * 1024 * 1024 });
  await opened(page);
  const { stored, code, toldMs } = (await page.evaluate(`(async () => {
    const stored = [];
    for (let count = 0; count < 400; count++) {
      // Random, or the browser would pack it.
      const text = 'full ' + count + ' ' + Array.from(crypto.getRandomValues(new Uint8Array(15000)), (byte) => String.fromCharCode(33 + (byte % 90))).join('');
      try {
        await globalThis.write(text);
        stored.push(text);
      } catch (error) {
        const since = performance.now();
        while (globalThis.syncStatus?.storage.lastError !== 'CORDEE_STORAGE_FULL' && performance.now() - since < 5000) await new Promise((resolve) => setTimeout(resolve, 10));
        return { stored, code: error.code, toldMs: performance.now() - since };
      }
    }
    return { stored, code: 'never full', toldMs: 0 };
  })()`)) as { readonly stored: readonly string[]; readonly code: string; readonly toldMs: number };
  assert.equal(code, 'CORDEE_STORAGE_FULL');
  assert.ok(stored.length > 10);
  assert.ok(toldMs < 1_000, `told after ${toldMs} ms`);
  const shown = await keptIn(page);
  assert.deepEqual(
    stored.filter((text) => !shown.has(text)),
    [],
  );
  assert.equal([...shown].filter((text) => text.startsWith('full ')).length, stored.length);

  await devtools.send('Storage.overrideQuotaForOrigin', { origin: stage.demo.url });
  await becomesTrue(
    'it stores again',
    () => page.evaluate(`globalThis.write('room again').then(() => true, () => false)`) as Promise<boolean>,
  );
  assert.equal(await page.evaluate('globalThis.syncStatus.storage.lastError'), undefined);
  const again = await opened(await browser.newPage());
  const kept = await keptIn(again);
  assert.deepEqual(
    [...stored, 'room again'].filter((text) => !kept.has(text)),
    [],
  );
});

test('[ST19] a page that freezes in the middle of its writes holds nobody up, and reads what it missed', async () => {
  const context = await stage.browser.createBrowserContext();
  const frozen = await opened(await context.newPage());
  const other = await opened(await context.newPage());
  await frozen.evaluate(
    `void (async () => { for (let count = 0; count < 200; count++) await globalThis.write('of the frozen ' + count); })()`,
  );
  const devtools = await frozen.createCDPSession();
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  const latencies = (await other.evaluate(`(async () => {
    const latencies = [];
    for (let count = 0; count < 20; count++) {
      const since = performance.now();
      await globalThis.write('of the other ' + count);
      latencies.push(performance.now() - since);
    }
    return latencies;
  })()`)) as readonly number[];
  const slowest = Math.max(...latencies);
  assert.ok(slowest < 5_000, `the slowest took ${slowest} ms`);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await becomesTrue('the thawed page shows what the other wrote', async () =>
    (await keptIn(frozen)).has('of the other 19'),
  );
  await context.close();
});

test('[ST3] what was acknowledged is there after the page has crashed', async () => {
  const context = await stage.browser.createBrowserContext();
  const victim = await opened(await context.newPage());
  const stored: string[] = [];
  const crashed = new Promise<void>((resolve) => victim.once('error', () => resolve()));
  await new Promise<void>((resolve) => {
    victim.on('console', (message) => {
      const text = message.text();
      if (!text.startsWith('stored ')) return;
      stored.push(text.slice('stored '.length));
      if (stored.length === 20) resolve();
    });
    victim
      .evaluate(
        `void (async () => { for (let count = 0; ; count++) { await globalThis.write('crash ' + count); console.log('stored crash ' + count); } })()`,
      )
      .catch(() => undefined);
  });
  void victim.goto('chrome://crash').catch(() => undefined);
  await crashed;
  const survivor = await opened(await context.newPage());
  const kept = await keptIn(survivor);
  assert.deepEqual(
    stored.filter((text) => !kept.has(text)),
    [],
  );
  await context.close();
});
