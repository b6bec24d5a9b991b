import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CDPSession, Page } from 'puppeteer-core';
import { becomesTrue, projectRoot, useStage } from './support.js';

const stage = useStage();

/** An element that stays, stays each time: what few cycles leave behind is as plain as what many do. */
const cycles = Number(process.env['CORDEE_CYCLES'] ?? 100);
/** Of so many, one is given the time to read and to draw what it read. */
const drawnEvery = Math.max(10, cycles / 10);

/** Every element that is published: a new one is covered by being in the manifest. */
const tags = (
  JSON.parse(readFileSync(join(projectRoot, 'custom-elements.json'), 'utf8')) as {
    readonly modules: readonly { readonly declarations: readonly { readonly tagName?: string }[] }[];
  }
).modules
  .flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []))
  // It has a door of its own for bundlers, and is in no file that a page without one can load.
  .filter((tag) => tag !== 'cordee-inspector')
  .toSorted();

/**
 * In the page: Inès' client, which counts the reads that are open, inside a provider; and what an element
 * may be given, by the name of the attribute or the property.
 */
const prepare = `(async () => {
  const { createCordee } = await import('/cordee.js');
  const getToken = async () => (await (await fetch('/session/token?as=ines')).json()).token;
  const real = await createCordee({ url: '/', user: { tenant: 'valmonte', id: 'ines' }, getToken });
  globalThis.openReads = 0;
  const counted = (observable) => ({
    subscribe(observer) {
      globalThis.openReads += 1;
      const subscription = observable.subscribe(observer);
      subscription.add(() => { globalThis.openReads -= 1; });
      return subscription;
    },
  });
  const watched = (part) => new Proxy(part, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (String(name).endsWith('$')) return counted(value);
      if (typeof value === 'function') {
        return (...given) => {
          const result = value.apply(target, given);
          return typeof result?.subscribe === 'function' ? counted(result) : result;
        };
      }
      return typeof value === 'object' && value !== null ? watched(value) : value;
    },
  });
  const provider = document.createElement('cordee-provider');
  provider.client = watched(real);
  document.body.append(provider);
  const first = (observable, isThere) => new Promise((resolve) => {
    const subscription = observable.subscribe((value) => {
      if (!isThere(value)) return;
      resolve(value);
      setTimeout(() => subscription.unsubscribe());
    });
  });
  const journey = 'ines-journey';
  const topics = await first(real.forum.watchTopics(journey), (all) => all.length > 0);
  const { contributions } = await first(real.forum.watchTopic(journey, topics[0].id), Boolean);
  const path = await first(real.journeys.watchPath(journey), Boolean);
  const { goals } = await first(real.goals.watch(journey), (view) => view.goals.length > 0);
  const { plans } = await first(real.plans.watch(journey), (view) => view.plans.length > 0);
  const { events } = await first(real.highlights.watch(journey), (view) => view.events.length > 0);
  const [journeySummary] = await first(real.journeys.watchAll(), (all) => all.length > 0);
  const given = {
    attributes: {
      'journey-id': journey, 'topic-id': topics[0].id, 'contribution-id': contributions[0].id, 'goal-id': goals[0].id, 'step-id': path.next?.id ?? path.phases[0].steps[0].id,
      name: 'Inès', purpose: 'topic', url: '/',
    },
    properties: { client: provider.client, item: contributions[0], goal: goals[0], plan: plans[0], event: events[0], journey: journeySummary, audience: { kind: 'circle' } },
  };
  globalThis.cycle = async (tag, count, drawnEvery) => {
    const observed = customElements.get(tag).observedAttributes;
    for (let turn = 0; turn < count; turn++) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(given.attributes)) if (observed.includes(name)) element.setAttribute(name, value);
      for (const [name, value] of Object.entries(given.properties)) if (name in element) try { element[name] = value; } catch {}
      provider.append(element);
      await element.updateComplete;
      // Twice, as an element that a page moves.
      element.remove();
      provider.append(element);
      if (turn % drawnEvery === 0) await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
      element.remove();
    }
  };
})()`;

interface Look {
  readonly page: Page;
  readonly devtools: CDPSession;
}

let opened: Promise<Look> | undefined;

/** One page for all of them. */
async function open(): Promise<Look> {
  const page = await stage.browser.newPage();
  const devtools = await page.createCDPSession();
  await page.goto(`${stage.demo.url}/`);
  await page.evaluate(prepare);
  return { page, devtools };
}

/** Elements of this tag that are in memory after all that can go has gone. */
async function retained({ page, devtools }: Look, tag: string): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const prototype = await page.evaluateHandle(
    (name) => (customElements.get(name) as CustomElementConstructor).prototype as object,
    tag,
  );
  const found = await page.queryObjects(prototype);
  const count = await found.evaluate((elements) => elements.length);
  await Promise.all([prototype.dispose(), found.dispose()]);
  return count;
}

/** How many listeners the page itself carries. */
async function listenersOfPage({ devtools }: Look): Promise<number> {
  const counts = await Promise.all(
    ['window', 'document', 'document.documentElement', 'document.body'].map(async (expression) => {
      const { result } = await devtools.send('Runtime.evaluate', { expression, objectGroup: 'listeners' });
      const { listeners } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
      return listeners.length;
    }),
  );
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'listeners' });
  return counts.reduce((sum, count) => sum + count, 0);
}

for (const tag of tags) {
  test(`<${tag}> put into a page and taken out ${cycles} times leaves at most one behind, and no read or listener`, async () => {
    const look = await (opened ??= open());
    const { page } = look;
    // The first brings what it draws with.
    await page.evaluate(`customElements.whenDefined('${tag}').then(() => globalThis.cycle('${tag}', 2, 1))`);
    const [reads, listeners] = [await page.evaluate('globalThis.openReads'), await listenersOfPage(look)];
    await page.evaluate(`globalThis.cycle('${tag}', ${cycles}, ${drawnEvery})`);
    let left = 0;
    const count = async () => (left = await retained(look, tag)) <= 1;
    await becomesTrue(`at most one <${tag}> is left`, count).catch((cause: unknown) =>
      assert.fail(new Error(`${left} are left`, { cause })),
    );
    await becomesTrue(
      `the reads of <${tag}> have ended`,
      async () => (await page.evaluate('globalThis.openReads')) === reads,
    );
    await becomesTrue(`the listeners of <${tag}> are gone`, async () => (await listenersOfPage(look)) <= listeners);
  });
}
