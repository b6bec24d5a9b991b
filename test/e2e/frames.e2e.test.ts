import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { BrowserContext, Frame, Page } from 'puppeteer-core';
import { press, write as fill } from './acts.js';
import { keptIn, openedWithoutNetwork, startWithoutNetwork } from './offline-client.js';
import { patienceMs, seesText, useStage } from './support.js';

const stage = useStage();
const write = (frame: Pick<Page, 'evaluate'>, text: string): Promise<unknown> =>
  frame.evaluate(`globalThis.write(${JSON.stringify(text)})`);
const storage = (frame: Pick<Page, 'evaluate'>): Promise<unknown> =>
  frame.evaluate('globalThis.syncStatus.storage.mode');

/**
 * A site of somebody else: "localhost" is another site than "127.0.0.1", whatever the port. It hands on what
 * the demonstration answers, to any origin, and its page `/sandbox` has no origin, and so no storage.
 */
async function otherSite(t: TestContext): Promise<string> {
  const anybody = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'authorization, content-type' };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    if (method === 'OPTIONS') return void response.writeHead(204, anybody).end();
    if (url === '/' || url === '/sandbox') {
      const rules = url === '/sandbox' ? { 'Content-Security-Policy': 'sandbox allow-scripts' } : {};
      return void response
        .writeHead(200, { 'Content-Type': 'text/html', ...rules })
        .end('<!doctype html><title>A portal</title>');
    }
    const sent: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) sent.push(part);
    const answer = await fetch(new URL(url, stage.demo.url), {
      method,
      ...(sent.length > 0 ? { body: Buffer.concat(sent) } : {}),
      headers: Object.fromEntries(
        ['authorization', 'content-type'].flatMap((name) =>
          headers[name] === undefined ? [] : [[name, String(headers[name])]],
        ),
      ),
    });
    response.writeHead(answer.status, {
      ...anybody,
      'Content-Type': answer.headers.get('content-type') ?? 'text/plain',
    });
    for await (const part of answer.body ?? []) response.write(part);
    response.end();
  };
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function framed(context: BrowserContext, portal: string, url = `${stage.demo.url}/`): Promise<Frame> {
  const page = await context.newPage();
  await page.goto(portal);
  const element = await page.evaluateHandle((source) => {
    const frame = document.createElement('iframe');
    frame.src = source;
    document.body.append(frame);
    return new Promise<HTMLIFrameElement>((resolve) => frame.addEventListener('load', () => resolve(frame)));
  }, url);
  const frame = await element.contentFrame();
  assert(frame);
  return frame;
}

test('[ST19] in a frame of another site it keeps what is written for that site, apart from its own pages', async (t) => {
  const portal = await otherSite(t);
  const context = await stage.browser.createBrowserContext();
  t.after(() => context.close());
  const frame = await framed(context, portal);
  await startWithoutNetwork(frame);
  await write(frame, 'in the frame');
  assert.equal(await storage(frame), 'best-effort');
  const own = await openedWithoutNetwork(await context.newPage(), stage.demo.url);
  await write(own, 'in its own page');
  assert.ok(!(await keptIn(own)).has('in the frame'), 'the browser keeps both apart');
  const later = await framed(context, portal);
  await startWithoutNetwork(later);
  const kept = await keptIn(later);
  assert.deepEqual([kept.has('in the frame'), kept.has('in its own page')], [true, false]);
});

test('[ST19] in a sandboxed frame, where the browser gives no storage, it works from memory and says so', async (t) => {
  const portal = await otherSite(t);
  const context = await stage.browser.createBrowserContext();
  t.after(() => context.close());
  const frame = await framed(context, portal, `${portal}/sandbox`);
  assert.equal(await frame.evaluate('self.origin'), 'null');
  await startWithoutNetwork(frame);
  await write(frame, 'as long as the frame is open');
  assert.equal(await storage(frame), 'memory');
  assert.ok((await keptIn(frame)).has('as long as the frame is open'));
});

/** An element of ours in a page that may run scripts and send no form. */
async function sandboxed(t: TestContext, portal: string, tag: string, settings: string): Promise<Page> {
  const context = await stage.browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${portal}/sandbox`);
  assert.equal(await page.evaluate('self.origin'), 'null');
  await page.addScriptTag({
    type: 'module',
    content: `
    import '/cordee.js';
    document.documentElement.lang = 'fr';
    document.body.append(Object.assign(document.createElement('${tag}'), ${settings}));
  `,
  });
  return page;
}

test('in a sandboxed frame without forms, every button posts, and Enter in a line does', async (t) => {
  const portal = await otherSite(t);
  const tokenFactory = "async () => (await (await fetch('/session/token?as=ines')).json()).token";
  const page = await sandboxed(
    t,
    portal,
    'cordee-journey',
    `{ url: '/', tenant: 'valmonte', user: 'ines', tokenFactory: ${tokenFactory}, linkPage: '${stage.demo.url}/welcome' }`,
  );
  await seesText(page, /Le chemin/);

  await press(page, 'Forum');
  await press(page, 'Ouvrir un sujet');
  await fill(page, 'Un sujet du bac à sable.');
  await press(page, 'Ouvrir ce sujet');
  await seesText(page, /Un sujet du bac à sable/);

  await press(page, 'À moi');
  await press(page, 'Faire un plan');
  await fill(page, 'on me coupe la parole', 'Si ceci arrive…');
  await press(page, 'C’est mon plan');
  await seesText(page, /Reste à écrire/);
  await fill(page, 'je finis ma phrase', '… alors je fais cela');
  await press(page, 'C’est mon plan');
  await seesText(page, /Votre plan est fait/);
  await press(page, 'Changer ces heures');
  await press(page, 'Garder ces heures');
  await seesText(page, /C’est dit/);

  await press(page, 'Cercle');
  await press(page, 'Convier quelqu’un');
  await fill(page, 'Viens-tu ?', 'Vos mots');
  await press(page, 'Faire le lien');
  await seesText(page, /Voici le lien/);
  const field = await page.waitForSelector('>>> input[readonly]');
  const link = (await field?.evaluate((input) => (input as HTMLInputElement).value)) ?? '';
  assert.match(link, new RegExp(`^${stage.demo.url}/welcome#cordee-invitation=`));

  const guest = await sandboxed(t, portal, 'cordee-arrival', `{ url: '/', token: '${link.split('=').at(-1)}' }`);
  await seesText(guest, /Inès aimerait vous avoir/);
  await guest.focus('>>> #name');
  await guest.keyboard.press('Enter');
  await seesText(guest, /Un prénom suffit/);
  await guest.keyboard.type('Wafa');
  await guest.keyboard.press('Enter');
  await seesText(guest, /La cordée d’Inès/);
});
