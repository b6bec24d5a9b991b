import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { BrowserContext, Page } from 'puppeteer-core';
import {
  becomesTrue,
  control,
  dumpIndexedDb,
  launchBrowser,
  patienceMs,
  seesNoText,
  seesText,
  useStage,
  visit,
} from './support.js';

const stage = useStage();

const opened = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${stage.demo.url}${path}`);
  return page;
};

async function raise(page: Page, words: string): Promise<void> {
  await control(page, 'button', 'Défi du moment').click();
  await page.locator('::-p-aria([role="textbox"])').fill(words);
  await control(page, 'button', 'Poser ce défi').click();
  await seesText(page, new RegExp(words));
}

test('[SY9] a tab that freezes in the middle of sending holds nobody up, and what it comes back with counts once', async () => {
  const context = await stage.browser.createBrowserContext();
  const first = await opened(context, '/as/ines');
  await seesText(first, /Tout est envoyé/);
  let isHeld = false;
  await first.setRequestInterception(true);
  first.on('request', (request) => {
    if (request.url().endsWith('/v1/push')) isHeld = true;
    else request.continue().catch(() => undefined);
  });
  const words = 'Gelé au mauvais moment.';
  await raise(first, words);
  await becomesTrue('the push is under way', async () => isHeld);
  const devtools = await first.createCDPSession();
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });

  const second = await opened(context, '/as/ines');
  await seesText(second, new RegExp(`${words}.{0,80}?envoyé`), 60_000);

  await first.setRequestInterception(false);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await seesText(first, /Tout est envoyé/);
  await seesText(first, new RegExp(`${words}.{0,80}?envoyé`));
  const token = ((await (await fetch(`${stage.demo.url}/session/token?as=marc`)).json()) as { token: string }).token;
  const stored = await (
    await ask('pull', token, {
      v: 1,
      schema: '2026-11',
      replica: 'reader',
      journeys: [{ id: 'ines-journey', spaces: {} }],
    })
  ).text();
  assert.equal(stored.split(words).length - 1, 1, 'it is there once');
  await context.close();
});

test('[SY10] seven tabs of one person over HTTP/1.1: the seventh opens as the first did, and one listens', async (t) => {
  const context = await stage.browser.createBrowserContext();
  const streams = new Set<object>();
  let atOnce = 0;
  const took: number[] = [];
  for (let count = 0; count < 7; count++) {
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/v1/events') atOnce = Math.max(atOnce, streams.add(request).size);
    });
    page.on('requestfailed', (request) => streams.delete(request));
    page.on('requestfinished', (request) => streams.delete(request));
    const start = performance.now();
    await page.goto(`${stage.demo.url}/as/ines`, { waitUntil: 'domcontentloaded' });
    took.push(Math.round(performance.now() - start));
    await seesText(page, /Tout est envoyé/);
  }
  t.diagnostic(`documents after ${took.join(', ')} ms; at most ${atOnce} streams at once`);
  assert.ok((took.at(-1) ?? Infinity) < 10_000, 'no connection was waited for');
  // The one that closes and the one that opens may cross.
  assert.ok(atOnce <= 2, `${atOnce} streams at once`);
  await becomesTrue('one stream is open', async () => streams.size === 1);
  await context.close();
});

/** The same site whose documents may be kept: those of the demonstration say `no-store`, which is their host's own wish. */
async function keepable(t: TestContext): Promise<string> {
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, accept, 'content-type': type } = request.headers;
    const abort = new AbortController();
    response.on('close', () => abort.abort());
    try {
      const answer = await fetch(`${stage.demo.url}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        signal: abort.signal,
        headers: {
          ...(authorization && { authorization }),
          ...(accept && { accept }),
          ...(type && { 'content-type': type }),
        },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      const isDocument = answer.headers.get('content-type')?.includes('text/html') ?? false;
      const left = [
        'content-encoding',
        'content-length',
        'transfer-encoding',
        ...(isDocument ? ['cache-control'] : []),
      ];
      response.writeHead(
        answer.status,
        Object.fromEntries([...answer.headers].filter(([name]) => !left.includes(name))),
      );
      for await (const chunk of answer.body ?? []) response.write(chunk);
      response.end();
    } catch {
      response.destroy();
    }
  };
  const proxy = createServer((request, response) => void relay(request, response));
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** The packaged Chromium keeps no page at all; an installed one does. */
const keeps = ['/usr/bin/chromium', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

test('[SY9] nothing of ours keeps a page out of the back-forward cache, and going back shows what happened meanwhile', async (t) => {
  const url = await keepable(t);
  const browser =
    keeps === undefined ? stage.browser : await launchBrowser({ executablePath: keeps, env: process.env });
  t.after(async () => keeps !== undefined && browser.close());
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(patienceMs);
  const devtools = await page.createCDPSession();
  await devtools.send('Page.enable');
  const reasons: string[] = [];
  devtools.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
    reasons.push(...notRestoredExplanations.map(({ reason }) => reason)),
  );
  await page.goto(`${url}/as/ines`);
  await seesText(page, /Tout est envoyé/);
  await page.evaluate('globalThis.isTheSame = true');
  const other = await opened(await stage.browser.createBrowserContext(), '/as/ines');
  await seesText(other, /Tout est envoyé/);
  let kept = 0;
  const took: number[] = [];
  for (let turn = 1; turn <= 10; turn++) {
    await page.goto(`${url}/`);
    const words = `Pendant que la page dormait, ${turn}.`;
    await raise(other, words);
    await seesText(other, new RegExp(`${words}.{0,80}?envoyé`));
    await page.goBack({ waitUntil: 'domcontentloaded' });
    const start = performance.now();
    await seesText(page, new RegExp(words));
    took.push(Math.round(performance.now() - start));
    if (await page.evaluate('globalThis.isTheSame === true')) kept += 1;
    if (keeps === undefined) break;
  }
  t.diagnostic(
    `kept ${kept} of ${took.length} times, what is new seen after ${took.join(', ')} ms; ${reasons.join(', ')}`,
  );
  // A browser that keeps no page at all says so, and still names what else would have kept this one out.
  const ofTheBrowser = [
    'BrowsingInstanceNotSwapped',
    'BackForwardCacheDisabledForDelegate',
    'BackForwardCacheDisabledByCommandLine',
  ];
  assert.deepEqual(keeps === undefined ? reasons.filter((reason) => !ofTheBrowser.includes(reason)) : reasons, []);
  if (keeps !== undefined) assert.equal(kept, took.length);
  await other.browserContext().close();
});

test('[SY3] without a network nothing is tried and nothing complains; what was written leaves with its return', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  const lines: string[] = [];
  let requests = 0;
  await ines.page.setOfflineMode(true);
  ines.page.on('console', (message) => lines.push(message.text()));
  ines.page.on('request', (request) => void (new URL(request.url()).pathname.startsWith('/v1/') && requests++));
  await seesText(ines.page, /Pas de réseau/);
  const words = 'Écrit dans le tunnel.';
  await raise(ines.page, words);
  const start = Date.now();
  await ines.page.waitForFunction((since) => Date.now() - since > 20_000, { timeout: 60_000 }, start);
  assert.ok(lines.length <= 1, lines.join('\n'));
  assert.ok(requests <= 1, `${requests} requests`);
  await ines.page.setOfflineMode(false);
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`));
  await ines.close();
});

const ask = (path: string, token: string, body: unknown): Promise<Response> =>
  fetch(`${stage.demo.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** As the person accompanied does in the circle: this place ends. */
async function endPlaceOf(person: string): Promise<void> {
  const token = ((await (await fetch(`${stage.demo.url}/session/token?as=ines`)).json()) as { token: string }).token;
  const pulled = (await (
    await ask('pull', token, {
      v: 1,
      schema: '2026-11',
      replica: `ends-${person}`,
      journeys: [{ id: 'ines-journey', spaces: {} }],
    })
  ).json()) as {
    journeys: { puts: { t: string; id: string; f: { person?: string } }[] }[];
  };
  const id = pulled.journeys[0]?.puts.find(({ t, f }) => t === 'membership' && f.person === person)?.id;
  const pushed = await ask('push', token, {
    v: 1,
    schema: '2026-11',
    replica: `ends-${person}`,
    rawNow: Date.now(),
    clk: 1,
    txs: [
      {
        tx: 'end',
        journey: 'ines-journey',
        ops: [{ seq: 1, raw: Date.now(), clk: 1, k: 'do', name: 'membership.end', args: { id } }],
      },
    ],
  });
  assert.match(await pushed.text(), /"st":"ok"/);
}

test('[A2] who is removed while they look has it taken from the screen and the disk at once', async (t) => {
  const sofia = await visit(stage.browser, `${stage.demo.url}/as/sofia`);
  await seesText(sofia.page, /You have all accepted|Vous avez toutes et tous accepté/);
  assert.match(await dumpIndexedDb(sofia.page), /accept/);
  const start = performance.now();
  await endPlaceOf('sofia');
  await seesNoText(sofia.page, /You have all accepted|Vous avez toutes et tous accepté/);
  t.diagnostic(`gone after ${Math.round(performance.now() - start)} ms`);
  assert.doesNotMatch(await dumpIndexedDb(sofia.page), /You have all accepted|Vous avez toutes et tous accepté/);
  await sofia.close();
});

test('[A2] [SY16] who is removed while they are away loses it before anything else', async () => {
  const hana = await visit(stage.browser, `${stage.demo.url}/as/hana`);
  await seesText(hana.page, /You have all accepted|Vous avez toutes et tous accepté/);
  await hana.setReachable(false);
  await endPlaceOf('hana');
  const asked: string[] = [];
  hana.page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/p'))
      asked.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`);
  });
  await hana.setReachable(true);
  await seesNoText(hana.page, /You have all accepted|Vous avez toutes et tous accepté/);
  assert.ok(asked[0]?.startsWith('/v1/pull'), asked.map((one) => one.slice(0, 40)).join());
  assert.doesNotMatch(await dumpIndexedDb(hana.page), /You have all accepted|Vous avez toutes et tous accepté/);
  await hana.close();
});
