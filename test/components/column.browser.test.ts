import type { Fields } from '../../src/model/value/json.js';
import { becomesTrue, everything, expect, find, findAll, openCordee, place, settled, show } from './support.js';

const address = `https://intranet.example/${'a'.repeat(140 - 25)}`;
/** What somebody writes, by the name of its field; the rest is ids, states and times. */
const written = new Set([
  'text',
  'name',
  'displayName',
  'title',
  'words',
  'hope',
  'offer',
  'reason',
  'if',
  'then',
  'moment',
  'saw',
  'effect',
  'next',
  'place',
  'fr',
  'en',
  'stoppedBecause',
  'job',
  '-2',
  '-1',
  '0',
  '1',
  '2',
]);

/** The same, with an address of 140 letters in the place of everybody's words. */
function unbroken(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return written.has(key) ? address : value;
  if (Array.isArray(value)) return value.map((one) => unbroken(one, key));
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unbroken(one, name)]));
}

type Tag = keyof HTMLElementTagNameMap;

const journey = { 'journey-id': 'ines-journey' };
const shownAlone: readonly (readonly [Tag, Record<string, string>])[] = [
  ['cordee-journey', { place: 'thread' }],
  ['cordee-journey', { place: 'forum' }],
  ['cordee-journey', { place: 'goals' }],
  ['cordee-journey', { place: 'events' }],
  ['cordee-journey', { place: 'circle' }],
  ['cordee-journey', { place: 'mine' }],
  ['cordee-topic', { ...journey, 'topic-id': 'm-3' }],
  ['cordee-topic', { ...journey, 'topic-id': 'm-9' }],
  ['cordee-step', { ...journey, 'step-id': 'while-small' }],
  ['cordee-challenge', journey],
  ['cordee-journey-list', {}],
  ['cordee-news', journey],
  ['cordee-requests', journey],
  ['cordee-refused', journey],
  ['cordee-scheduled', journey],
  ['cordee-composer', { ...journey, purpose: 'contribution', 'topic-id': 'm-3', label: address, hint: address }],
  ['cordee-goal-form', journey],
  ['cordee-invite', journey],
  ['cordee-who-reads', journey],
  ['cordee-my-words', journey],
  ['cordee-plans', journey],
  ['cordee-hours', journey],
  ['cordee-pace', journey],
];

/** An element in a column of that width, which shows what is wider than itself. */
function columnOf(width: number, element: HTMLElement, padding = 0): HTMLElement {
  const column = place(document.createElement('div'));
  column.style.cssText = `box-sizing: border-box; width: ${width}px; padding: 0 ${padding}px; overflow: auto; position: relative`;
  column.append(element);
  return column;
}

const nameOf = (node: Element): string =>
  `${node.localName}.${node.getAttribute('class') ?? ''}[${node.getAttribute('part') ?? ''}] "${(node.textContent ?? '').trim().slice(0, 30)}"`;

/** What is wider than the column, and what cuts what is inside it. */
function tooWide(column: HTMLElement): string[] {
  const { left, right } = column.getBoundingClientRect();
  const isPlaced = (node: Element): boolean =>
    node.closest('.hidden-text, svg') === null && getComputedStyle(node).position !== 'absolute';
  const all = [...everything(column)].filter((node) => node !== column);
  const out = all.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && (box.right > right + 1 || box.left < left - 1) && isPlaced(node);
  });
  const cut = all.filter(
    (node) =>
      node.scrollWidth > node.clientWidth + 1 &&
      !node.matches('input') &&
      isPlaced(node) &&
      getComputedStyle(node).overflowX !== 'visible',
  );
  return [...out.map((node) => `out: ${nameOf(node)}`), ...cut.map((node) => `cut: ${nameOf(node)}`)];
}

describe('a column of 390 px', () => {
  for (const [tag, attributes] of shownAlone) {
    it(`holds <${tag} ${Object.values(attributes).at(-1) ?? ''}> with an address of 140 letters in everybody’s words`, async () => {
      const {
        client,
        server,
        settled: stored,
      } = await openCordee({
        person: tag === 'cordee-journey-list' || tag === 'cordee-news' ? 'marc' : 'ines',
        withFreshChallenge: true,
        withNews: true,
        withOthers: tag === 'cordee-journey-list',
        proposals: [{ item: 'm-9', by: 'marc', to: { kind: 'circle' }, reason: 'x' }],
        spoil: (fields) => unbroken(fields) as Fields,
        begun: [
          {
            text: address,
            place: 'later/x',
            at: '2026-11-16T09:00:00Z',
            later: { at: '2026-11-17T09:00:00.000Z', to: { purpose: 'topic' } },
          },
        ],
      });
      server.refuse('forbidden');
      const body = { text: address, lang: 'fr' };
      await client.forum.open({ journey: 'ines-journey', audience: { kind: 'circle' }, body });
      await stored();
      server.refuse();
      const provider = document.createElement('cordee-provider');
      provider.client = client;
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      provider.append(element);
      // A page leaves room beside its text: buttons without a line begin a little before it.
      const column = columnOf(390, provider, tag === 'cordee-journey' ? 0 : 20);
      await settled(element);
      await becomesTrue(() =>
        findAll(element, '[part~=waiting]').every((waiting) => waiting.getClientRects().length === 0),
      );
      for (const toggle of findAll(
        element,
        '[aria-expanded=false], details:not([open]) > summary, .ask, .write',
      ) as HTMLElement[])
        toggle.click();
      await settled(element);
      for (const field of findAll(element, 'textarea, input:not([type])') as HTMLTextAreaElement[]) {
        field.value = address;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }
      await settled(element);
      expect(tooWide(column)).to.deep.equal([]);
      expect(column.scrollWidth).to.equal(column.clientWidth);
    });
  }
});

describe('the places of a journey', () => {
  const widths = Array.from({ length: (1280 - 240) / 5 + 1 }, (_, index) => 240 + index * 5);

  /** What of the navigation is not in sight, or lies on something else of it. */
  function lost(nav: Element): string[] {
    const frame = nav.getBoundingClientRect();
    const shown = findAll(nav, '.place').filter((button) => button.getClientRects().length > 0);
    const boxes = shown.map((button) => button.getBoundingClientRect());
    return shown.flatMap((button, index) => {
      const box = boxes[index] as DOMRect;
      const label = document.createRange();
      label.selectNodeContents(button.querySelector('span') as Element);
      const words = label.getBoundingClientRect();
      const isOut = box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
      const isOn = boxes.some(
        (other, at) =>
          at !== index &&
          words.right > other.left + 1 &&
          words.left < other.right - 1 &&
          words.bottom > other.top + 1 &&
          words.top < other.bottom - 1,
      );
      return isOut || isOn ? [`${wordsIn(button)} ${isOut ? 'is out of sight' : 'lies on another'}`] : [];
    });
  }
  const wordsIn = (node: Element): string => (node.textContent ?? '').trim();

  for (const language of ['fr', 'en'] as const) {
    for (const fontSize of ['', '26px']) {
      it(`are all in sight, and apart, in every column from 240 to 1280 px, in ${language}${fontSize && `, with letters of at least ${fontSize}`}`, async () => {
        const faults: string[] = [];
        for (const open of ['thread', 'forum']) {
          const { element, provider } = await show('cordee-journey', {
            attributes: { place: open, locale: language },
            language,
          });
          await becomesTrue(() => findAll(element, '.place').length > 0);
          const column = columnOf(1280, provider);
          if (fontSize) {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`.place { font-size: ${fontSize} !important; }`);
            element.shadowRoot?.adoptedStyleSheets.push(sheet);
          }
          const nav = find(element, '[part~=places]');
          for (const width of widths) {
            column.style.width = `${width}px`;
            faults.push(...lost(nav).map((what) => `${open}, ${width} px: ${what}`));
          }
          column.remove();
        }
        expect(faults).to.deep.equal([]);
      });
    }
  }
});
