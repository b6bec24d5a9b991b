import type { Page } from 'puppeteer-core';

/** Inès' client in an empty page of the site, once her journey is there; from then on it has no network. */
export async function openedWithoutNetwork(page: Page, url: string): Promise<Page> {
  await page.goto(`${url}/`);
  await page.evaluate(`(async () => {
    const { createCordee } = await import('/cordee.js');
    let isAway = false;
    const getToken = async () => {
      if (isAway) throw new TypeError('no network');
      return (await (await fetch('/session/token?as=ines')).json()).token;
    };
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
    isAway = true;
    // Nothing leaves from now on, so that only this device keeps.
    globalThis.fetch = () => Promise.reject(new TypeError('no network'));
  })()`);
  return page;
}

/** What is there in a page opened later, with nothing but this device to ask. */
export const keptIn = async (page: Pick<Page, 'evaluate'>): Promise<ReadonlySet<string>> => new Set((await page.evaluate('globalThis.texts()')) as readonly string[]);
