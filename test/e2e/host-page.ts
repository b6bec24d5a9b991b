import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { patienceMs } from './support.js';

/** Somebody else's page: what it says, and under which policy. */
export interface HostPage {
  readonly html: string;
  readonly policy?: string;
}

/** Shows somebody's page on an origin that hands everything else on to the demonstration, with what its console heard. */
export async function openHostPage(
  t: TestContext,
  browser: Browser,
  demoUrl: string,
  { html, policy }: HostPage,
): Promise<{ readonly page: Page; readonly asked: string[]; readonly lines: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { url = '/', method = 'GET', headers } = request;
      if (url === '/')
        return response
          .writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            ...(policy ? { 'content-security-policy': policy } : {}),
          })
          .end(html);
      asked.push(url);
      const sent: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) sent.push(part);
      const answer = await fetch(new URL(url, demoUrl), {
        method,
        ...(sent.length > 0 ? { body: Buffer.concat(sent) } : {}),
        headers: Object.fromEntries(
          ['authorization', 'content-type'].flatMap((name) =>
            headers[name] === undefined ? [] : [[name, String(headers[name])]],
          ),
        ),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      for await (const part of answer.body ?? []) response.write(part);
      return response.end();
    })().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const context = await browser.createBrowserContext();
  t.after(async () => {
    await context.close();
    server.close();
    server.closeAllConnections();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.setViewport({ width: 1000, height: 900 });
  const lines: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`uncaught: ${String(error)}`));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, asked, lines };
}

/** Cordée as a page has it that keeps no session, for somebody of the demonstration. */
export const cordeeTag = (person = 'ines', tag = 'cordee-journey', more = ''): string =>
  `<${tag} url="/" token-url="/session/token?as=${person}" locale="fr" ${more}></${tag}>`;
