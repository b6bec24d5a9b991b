import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { createFolder, launchBrowser, useStage } from './support.js';

const stage = useStage();
const rounds = Number(process.env['CORDEE_KILL_ROUNDS'] ?? 3);

/** A client of Inès in an empty page of the site; without a token it never syncs, so that only the device keeps. */
const opened = async (browser: Browser, url: string, canSync: boolean): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(`${url}/`);
  await page.evaluate(`(async () => {
    const { createCordee } = await import('/cordee.js');
    const getToken = async () => {
      if (!${canSync}) throw new TypeError('no network');
      return (await (await fetch('/session/token?as=ines')).json()).token;
    };
    globalThis.client = await createCordee({ url: '/', user: { tenant: 'valmonte', id: 'ines' }, getToken });
    globalThis.topics = () => new Promise((resolve, reject) => {
      globalThis.client.sync.status$.subscribe(({ storage }) => storage.mode === 'memory' && reject(new Error('The disk did not open: ' + storage.lastError)));
      const subscription = globalThis.client.forum.watchTopics('ines-journey').subscribe((topics) => {
        if (topics.length === 0) return;
        resolve(topics.map(({ body }) => body.text));
        setTimeout(() => subscription.unsubscribe());
      });
    });
    await globalThis.topics();
  })()`);
  return page;
};

/** Writes until it is killed, and says each text once its promise has settled. */
const writeForEver = `(async () => {
  for (let count = 0; ; count++) {
    const text = 'text ' + globalThis.round + ' ' + count;
    await globalThis.client.forum.open({ journey: 'ines-journey', body: { text }, audience: { kind: 'circle' } });
    console.log('stored ' + text);
  }
})()`;

test(`[ST3] what was acknowledged is there after the whole browser is killed, ${rounds} times over`, async (t) => {
  const folder = await createFolder();
  let browser: Browser | undefined;
  t.after(async () => {
    await browser?.close().catch(() => undefined);
    await folder.remove();
  });
  const launch = async (): Promise<Browser> =>
    (browser = await launchBrowser({ userDataDir: join(folder.path, 'profile') }));
  const first = await launch();
  await opened(first, stage.demo.url, true);
  await first.close();

  const stored: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const victim = await launch();
    const page = await opened(victim, stage.demo.url, false);
    const wanted = 3 + ((round * 11) % 60);
    await new Promise<void>((resolve) => {
      let count = 0;
      page.on('console', (message) => {
        const text = message.text();
        if (!text.startsWith('stored ')) return;
        stored.push(text.slice('stored '.length));
        if (++count === wanted) resolve();
      });
      // It is killed in the middle, so nobody waits for its end.
      page.evaluate(`globalThis.round = ${round}; void ${writeForEver}`).catch(() => undefined);
    });
    const victimProcess = victim.process();
    assert.ok(victimProcess?.pid);
    const gone = new Promise((resolve) => victimProcess.once('exit', resolve));
    // The whole group: the process of the page, of the disk and of the network too.
    process.kill(-victimProcess.pid, 'SIGKILL');
    await gone;
  }
  const survivor = await opened(await launch(), stage.demo.url, false);
  const kept = new Set((await survivor.evaluate('globalThis.topics()')) as readonly string[]);
  assert.deepEqual(
    stored.filter((text) => !kept.has(text)),
    [],
  );
  assert.ok(stored.length >= rounds * 3);
});
