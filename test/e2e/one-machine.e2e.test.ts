import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'puppeteer-core';
import { raiseChallenge } from './acts.js';
import { becomesTrue, dumpIndexedDb, patienceMs, seesText, useStage, visit } from './support.js';

const stage = useStage();

const opened = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${stage.demo.url}${path}`);
  return page;
};

test('[SY8] a token that is refused again and again: the words are kept, the page says so, and all goes on by itself once there is a good one', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  let isRefused = true;
  let refusals = 0;
  const devtools = await ines.page.createCDPSession();
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*/v1/*' }] });
  devtools.on('Fetch.requestPaused', ({ requestId }) => {
    if (isRefused) refusals += 1;
    const answer = isRefused
      ? devtools.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: 401,
          responseHeaders: [{ name: 'content-type', value: 'application/json' }],
          body: Buffer.from(JSON.stringify({ error: { code: 'unauthorized', message: 'No.' } })).toString('base64'),
        })
      : devtools.send('Fetch.continueRequest', { requestId });
    answer.catch(() => undefined);
  });
  const words = 'Écrit pendant que la session était finie.';
  await raiseChallenge(ines.page, words);
  await seesText(ines.page, /Reconnecte(z-vous|-toi)/);
  await seesText(ines.page, new RegExp(words));
  assert.match(await dumpIndexedDb(ines.page), new RegExp(words));
  const start = Date.now();
  await ines.page.waitForFunction((since) => Date.now() - since > 10_000, { timeout: 60_000 }, start);
  assert.ok(refusals <= 12, `${refusals} requests with a token that is not good`);
  isRefused = false;
  // Nobody does anything: it asks again within a minute.
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`), 90_000);
  await ines.close();
});

test('who sits down at a machine after another neither sees nor sends what that one left, and who comes back finds it', async () => {
  const context = await stage.browser.createBrowserContext();
  const ines = await opened(context, '/as/ines');
  await seesText(ines, /Tout est envoyé/);
  await ines.setOfflineMode(true);
  await seesText(ines, /Pas de réseau/);
  const words = 'Rien que pour Marc, écrit sans réseau.';
  await raiseChallenge(ines, words);
  await becomesTrue('it is on the disk', async () => (await dumpIndexedDb(ines)).includes(words));
  await ines.close();

  const sofia = await context.newPage();
  sofia.setDefaultTimeout(patienceMs);
  const sent: string[] = [];
  sofia.on('request', (request) => void sent.push(request.postData() ?? ''));
  await sofia.goto(`${stage.demo.url}/as/sofia`);
  await seesText(sofia, /Everything is sent|All sent|Tout est envoyé/);
  await sofia.evaluate(() => globalThis.dispatchEvent(new Event('online')));
  await seesText(sofia, /Everything is sent|All sent|Tout est envoyé/);
  assert.ok(!(await sofia.evaluate(() => document.body.innerText)).includes(words));
  const databases = await sofia.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  assert.equal(databases.filter((name) => /ines|sofia/.test(name)).length, 2, databases.join());
  assert.ok(sent.length > 0 && !sent.join().includes(words), 'nothing of hers was sent');
  await sofia.close();

  const again = await opened(context, '/as/ines');
  await seesText(again, new RegExp(`${words}.{0,80}?envoyé`));
  await context.close();
});

/** Every process that draws pages, of this test's browser. */
function renderers(): ReadonlySet<number> {
  const rows = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const parents = new Map(rows.flatMap((row) => (row ? [[Number(row[1]), Number(row[2])] as const] : [])));
  const top = stage.browser.process()?.pid;
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === top) return true;
    return false;
  };
  return new Set(
    rows.flatMap((row) => (row?.[3]?.includes('--type=renderer') && isOurs(Number(row[1])) ? [Number(row[1])] : [])),
  );
}

/** A browser ends a process that it does not need any more at a moment of its own. */
function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

test(
  '[SY9] a tab that hangs with the lock holds the others up for a while at most, and what it comes back with counts once',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const context = await stage.browser.createBrowserContext();
    const before = renderers();
    const wedged = await opened(context, '/as/ines');
    await seesText(wedged, /Tout est envoyé/);
    const its = [...renderers()].filter((pid) => !before.has(pid));
    const held: { continue(): Promise<void> }[] = [];
    await wedged.setRequestInterception(true);
    wedged.on('request', (request) => {
      if (request.url().endsWith('/v1/push')) held.push(request);
      else request.continue().catch(() => undefined);
    });
    const words = 'Figé, le verrou en main.';
    await raiseChallenge(wedged, words);
    await becomesTrue('the push is under way', async () => held.length > 0);
    t.after(() => signal(its, 'SIGCONT'));
    signal(its, 'SIGSTOP');
    const start = performance.now();
    const other = await opened(context, '/as/ines');
    // Another page waits 45 s for the lock, then does without.
    await seesText(other, new RegExp(`${words}.{0,80}?envoyé`), 90_000);
    t.diagnostic(`sent by another tab after ${Math.round(performance.now() - start)} ms`);
    signal(its, 'SIGCONT');
    for (const request of held) await request.continue().catch(() => undefined);
    await wedged.setRequestInterception(false);
    await seesText(wedged, new RegExp(`${words}.{0,80}?envoyé`));
    await seesText(wedged, /Tout est envoyé/);
    const { token } = (await (await fetch(`${stage.demo.url}/session/token?as=marc`)).json()) as { token: string };
    const stored = await (
      await fetch(`${stage.demo.url}/v1/pull`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          v: 1,
          schema: '2026-11',
          replica: 'reader',
          journeys: [{ id: 'ines-journey', spaces: {} }],
        }),
      })
    ).text();
    assert.equal(stored.split(words).length - 1, 1, 'it is there once');
    await context.close();
  },
);
