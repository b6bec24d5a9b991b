// In the page: one topic with many voices in it, opened and scrolled as somebody who reads it does.
import { open } from '../candidates/cordee.mjs';
import { pageRecords, templateJourney } from '../workload/constants.mjs';
import { generateJourney, templateRecord } from '../workload/generate.mjs';
import { addLocale } from '../../build/components/locales/index.js';
import { fr } from '../../build/components/locales/fr.js';
import { CordeeAvatar } from '../../build/components/avatar/avatar.js';
import { elements as conversation } from '../../build/components/bundles/conversation.js';
import { elements as lists } from '../../build/components/bundles/lists.js';
import { elements as served } from '../../build/components/bundles/served.js';

// What the bundler would leave out of a define.js, which is nothing but its effect.
for (const [name, element] of Object.entries({ avatar: CordeeAvatar, ...conversation, ...lists, ...served }))
  customElements.define(`cordee-${name}`, element);

const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
/** A moment after the frame in which something was drawn. */
const painted = async () => {
  await nextFrame();
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
};

/** The longest task that the browser told of while `act` ran; 0 when none took 50 ms. */
async function longestTask(act) {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const answer = await act();
  await painted();
  await new Promise((resolve) => {
    setTimeout(resolve, 60);
  });
  observer.disconnect();
  return [answer, longest];
}

function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

let client;

/** Fills the store with a journey all of whose voices are in one topic; gives how many there are. */
globalThis.prepare = async () => {
  addLocale('fr', fr);
  document.documentElement.lang = 'fr';
  const device = await open();
  ({ client } = device);
  const { journey, records } = generateJourney(0);
  const topic = records.find(({ type }) => type === 'topic').id;
  const space = `${journey}/circle`;
  const gathered = records.map((record) =>
    record.type === 'contribution'
      ? { ...record, space, fields: { ...record.fields, topic, audience: { kind: 'circle' } } }
      : record,
  );
  const spaces = [...new Set(gathered.map((record) => record.space))];
  await device.ingest({
    journey: templateJourney,
    records: [templateRecord()],
    spaces: [`${templateJourney}/main`],
    more: false,
  });
  for (let from = 0; from < gathered.length; from += pageRecords) {
    await device.ingest({
      journey,
      records: gathered.slice(from, from + pageRecords),
      spaces,
      more: from + pageRecords < gathered.length,
    });
  }
  return { journey, topic, voices: gathered.filter(({ type }) => type === 'contribution').length };
};

/** Opens it; `how` draws all of it, as if nothing were left out, with or without `content-visibility`. */
globalThis.show = async ({ journey, topic }, how) => {
  const provider = document.createElement('cordee-provider');
  provider.client = client;
  const element = document.createElement('cordee-topic');
  element.setAttribute('journey-id', journey);
  provider.append(element);
  document.body.replaceChildren(provider);
  await painted();
  const voices = () => element.shadowRoot?.querySelectorAll('[part~=voices] > li') ?? [];
  const isDrawn = () => {
    const last = [...voices()].at(-1)?.querySelector('cordee-contribution');
    return Boolean(last?.shadowRoot?.querySelector('[part~=words], dl'));
  };
  const beganAt = performance.now();
  const [openMs, openTaskMs] = await longestTask(async () => {
    element.setAttribute('topic-id', topic);
    while (!isDrawn()) await nextFrame();
    await painted();
    return performance.now() - beganAt;
  });
  if (how !== 'as it is') {
    const press = () => element.shadowRoot.querySelector('.earlier button');
    while (press()) {
      press().click();
      await element.updateComplete;
      await painted();
    }
  }
  const [lateMs, scrollTaskMs] = await longestTask(() => scrollThrough());
  return { openMs, openTaskMs, lateMs, scrollTaskMs, drawn: voices().length, nodes: [...everything(document)].length };
};

/** Up and down again, a third of a screen in each frame; gives the longest time between two frames. */
async function scrollThrough() {
  let longest = 0;
  let last = performance.now();
  const move = async (by) => {
    scrollBy(0, by);
    await nextFrame();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  scrollTo(0, document.documentElement.scrollHeight);
  while (scrollY > 0) await move(-300);
  for (let y = -1; y !== scrollY;) {
    y = scrollY;
    await move(300);
  }
  return longest;
}
