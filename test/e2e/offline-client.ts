import type { Frame, Page } from 'puppeteer-core';

/** Inès' client in an empty page of the site, once her journey is there; from then on it has no network. */
export async function openedWithoutNetwork(page: Page, url: string): Promise<Page> {
  await page.goto(`${url}/`);
  await startWithoutNetwork(page);
  return page;
}

/** The same in a page or a frame of the site that is open. */
export async function startWithoutNetwork(page: Pick<Page | Frame, 'evaluate'>): Promise<void> {
  await page.evaluate(`(async () => {
    const { createCordee } = await import('/cordee.js');
    // Nothing leaves once this is away, so that only this device keeps. The client takes the page's fetch when it is made.
    let isAway = false;
    const online = globalThis.fetch.bind(globalThis);
    globalThis.fetch = (...request) => (isAway ? Promise.reject(new TypeError('no network')) : online(...request));
    const getToken = async () => (await (await fetch('/session/token?as=ines')).json()).token;
    const client = (globalThis.client = await createCordee({ url: '/', user: { tenant: 'valmonte', id: 'ines' }, getToken }));
    globalThis.texts = () => new Promise((resolve) => {
      const subscription = client.forum.watchTopics('ines-journey').subscribe((topics) => {
        if (topics.length === 0) return;
        resolve(topics.map(({ body }) => body.text));
        setTimeout(() => subscription.unsubscribe());
      });
    });
    globalThis.write = (text) => client.forum.open({ journey: 'ines-journey', body: { text }, audience: { kind: 'circle' } });
    client.sync.status$.subscribe((status) => (globalThis.syncStatus = status));
    await globalThis.texts();
    // As a page that has been open for a while: what one writes with is there.
    await new Promise((resolve) => client.forum.watchTopic('ines-journey', 'any').subscribe(resolve));
    isAway = true;
  })()`);
}

/** What is there in a page opened later, with nothing but this device to ask. */
export const keptIn = async (page: Pick<Page, 'evaluate'>): Promise<ReadonlySet<string>> =>
  new Set((await page.evaluate('globalThis.texts()')) as readonly string[]);
