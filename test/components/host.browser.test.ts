import '../../components/define.js';
import { becomesTrue, consoleLines, expect, find, findAll, place, settled, show, wordsOf } from './support.js';

/** What a page may set on everything around us, and elements inherit, by the name of the property. */
const hostile = `
  letter-spacing: 4px; word-spacing: 9px; text-transform: uppercase; text-indent: 30px; text-align: right; text-align-last: right; text-shadow: 1px 1px red;
  -webkit-text-stroke: 3px red; -webkit-text-fill-color: transparent; -webkit-text-security: disc; text-emphasis: filled dot red; text-orientation: upright;
  writing-mode: vertical-rl; quotes: none; tab-size: 1; line-break: anywhere; word-break: break-all; overflow-wrap: anywhere; white-space: pre; hyphens: auto;
  font: italic small-caps 900 40px/3 fantasy; font-feature-settings: 'smcp'; font-kerning: none; font-variation-settings: 'wght' 100; color: red; caret-color: red;
  list-style: square inside; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide; cursor: wait; fill: red; stroke: red;
  stroke-width: 9px; orphans: 9; widows: 9; text-wrap: nowrap; text-rendering: geometricPrecision; text-underline-position: under; hyphenate-character: '=';
  font-synthesis: none; font-optical-sizing: none; font-palette: dark; text-size-adjust: 300%; -webkit-user-modify: read-write; text-decoration-skip-ink: none;
  text-underline-offset: 9px; text-autospace: no-autospace; text-spacing-trim: space-all; text-box-edge: cap alphabetic; interpolate-size: allow-keywords;
  accent-color: red; -webkit-tap-highlight-color: red; -webkit-line-break: anywhere; ruby-position: under; ruby-align: center; image-rendering: pixelated; speak: none;
  stroke-linecap: round; stroke-dasharray: 2; fill-opacity: 0.1; stroke-opacity: 0.1; fill-rule: evenodd; clip-rule: evenodd; paint-order: stroke; text-anchor: end;
  dominant-baseline: hanging; shape-rendering: crispEdges; color-interpolation: linearRGB; stroke-linejoin: round; stroke-miterlimit: 9; stroke-dashoffset: 4px; marker: none;
`;

/** What follows the page on purpose: light or dark, the direction, and what hides or holds back the whole. */
const follows =
  /^(color-scheme|direction|visibility|pointer-events|-webkit-locale|--|-webkit-tap-highlight-color|user-select|unicode-bidi|speak|print-color-adjust|interpolate-size)/;

describe('the page around', () => {
  it('leaks nothing into the texts by inheritance', async () => {
    const { element } = await show('cordee-circle');
    await becomesTrue(() => wordsOf(element).includes('Driss'));
    const base = find(element, '[part~=base]');
    const read = (): Record<string, string> =>
      Object.fromEntries(
        [...getComputedStyle(base)].map((name) => [name, getComputedStyle(base).getPropertyValue(name)]),
      );
    const before = read();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { ${hostile} }`);
    const measured = /size|width|height|inset|top|left|right|bottom|origin/;
    document.adoptedStyleSheets = [sheet];
    const after = read();
    document.adoptedStyleSheets = [];
    const leaked = Object.keys(before).filter(
      (name) =>
        before[name] !== after[name] && !follows.test(name) && !(measured.test(name) && name !== 'stroke-width'),
    );
    expect(leaked).to.deep.equal([]);
  });

  it('may write an attribute as the property is written, as React does before the elements are defined', async () => {
    const { element } = await show('cordee-journey-path', { attributes: {} });
    // HTML writes every attribute small.
    element.setAttribute('journeyId', 'ines-journey');
    element.setAttribute('headingLevel', '4');
    await settled(element);
    expect([element.journeyId, element.headingLevel]).to.deep.equal(['ines-journey', 4]);
    const holder = place(document.createElement('div'));
    const provider = document.createElement('cordee-provider');
    provider.setAttribute('tokenUrl', '/token');
    holder.append(provider);
    expect(provider.tokenUrl).to.equal('/token');
  });

  it('takes what was set on every element before it was defined', async () => {
    // A class of ours under a tag that is not defined yet: what a page has while the script is on its way.
    for (const tag of [
      'cordee-journey',
      'cordee-provider',
      'cordee-journey-path',
      'cordee-goal',
      'cordee-composer',
      'cordee-who-reads',
      'cordee-arrival',
    ] as const) {
      const known = customElements.get(tag) as CustomElementConstructor & {
        elementProperties: ReadonlyMap<string, unknown>;
      };
      const early = `early-${tag}`;
      const element = document.createElement(early) as HTMLElement & Record<string, unknown>;
      const given: Record<string, unknown> = {};
      const texts = ['url', 'tokenUrl', 'tenant', 'locale', 'journeyId', 'place', 'user', 'topicId'];
      for (const name of known.elementProperties.keys()) if (texts.includes(name)) given[name] = `set-${name}`;
      if (known.elementProperties.has('within')) given['within'] = { kind: 'pair' };
      Object.assign(element, given);
      customElements.define(early, class extends known {});
      const warn = console.warn;
      console.warn = () => {};
      place(element);
      await settled(element);
      console.warn = warn;
      for (const [name, value] of Object.entries(given)) expect(element[name], `${tag}.${name}`).to.equal(value);
    }
  });

  it('may be translated by the browser: who reads is still said when it changes', async () => {
    const { element } = await show('cordee-who-reads');
    await becomesTrue(() => wordsOf(find(element, '[part~=sentence]')).length > 5);
    const before = wordsOf(element);
    translate(element.renderRoot);
    expect(wordsOf(element)).to.contain('[');
    element.audience = { kind: 'self' };
    await settled(element);
    const after = wordsOf(find(element, '[part~=sentence]'));
    expect(after).to.match(/que vous|que toi|seul|personne d’autre|reste/i);
    expect(after).to.not.equal(before);
    // Again, with the words that are there now.
    translate(element.renderRoot);
    element.audience = { kind: 'circle' };
    await settled(element);
    expect(wordsOf(find(element, '[part~=sentence]'))).to.contain('Driss');
  });

  it('hears each cause once, however many reads of however many elements have met it', async () => {
    const { element, device } = await show('cordee-journey', { attributes: {} });
    const heardLines = consoleLines();
    device.reads('fail');
    await settled(element);
    for (let round = 0; round < 4; round++) {
      element.requestUpdate();
      await settled(element);
    }
    expect(heardLines.filter((line, index) => heardLines.indexOf(line) !== index)).to.deep.equal([]);
  });

  it('may be translated by the browser, places and all, and goes on', async () => {
    const { element } = await show('cordee-journey', { attributes: {} });
    for (const root of [element, ...findAll(element, '*')].flatMap(({ shadowRoot }) => shadowRoot ?? []))
      translate(root);
    element.place = 'forum';
    await settled(element);
    await becomesTrue(() => wordsOf(element).includes('Peu de questions'));
  });
});

/** As Chromium's translation does: each text is replaced by two <font> that hold other words. */
function translate(root: Node): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) found.push(texts.currentNode as Text);
  for (const text of found) {
    if (!text.data.trim() || text.parentElement?.closest('style, textarea')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `[${text.data}]`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}
