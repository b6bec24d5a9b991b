import { firstValueFrom } from 'rxjs';
import type { Arrival } from '../../src/arrival/index.js';
import type { DraftView } from '../../src/index.js';
import { elementNames } from '../../components/define-all.js';
import * as v from '../../src/model/value/schema.js';
import { lineSchema } from '../../src/model/value/text.js';
import type { Fields } from '../../src/model/value/json.js';
import type { TestCordee } from '../../src/testing/index.js';
import type { ScenarioOptions } from '../support/scenario-cordee.js';
import { becomesTrue, closeCordees, consoleLines, everything, expect, openCordee, place, settled } from './support.js';
import { hostileTexts, isHostile } from './hostile-corpus.js';

/** The fields in which somebody's words stand, whatever the view. */
const fields = new Set([
  'name',
  'displayName',
  'text',
  'title',
  'fr',
  'en',
  'moment',
  'saw',
  'effect',
  'next',
  'why',
  'instructions',
  'intent',
  'doneWhen',
  'job',
  'place',
  'if',
  'then',
  'words',
  'hope',
  'offer',
  'reason',
  'question',
  'note',
  'summary',
  'change',
  'because',
  'sharing',
  'frame',
  'inviter',
  'stoppedBecause',
]);

/** The same with every text replaced, each by another of the list. */
function spoiled<T>(value: T, next: () => string): T {
  const replace = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(replace);
    if (typeof one !== 'object' || one === null || Object.getPrototypeOf(one) !== Object.prototype) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, item]) => [
        key,
        typeof item === 'string' && fields.has(key) ? next() : replace(item),
      ]),
    );
  };
  return replace(value) as T;
}

interface View {
  readonly tag: keyof HTMLElementTagNameMap;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly options?: ScenarioOptions;
  /** Whether words wait for their hour. */
  readonly isBegun?: boolean;
  /** What a page gives it besides. */
  readonly give?: (element: HTMLElement, cordee: TestCordee, next: () => string) => unknown;
}

const inJourney = { 'journey-id': 'ines-journey' };

/** The next text that a verb takes: which one comes depends on how many words the journey holds. */
function writable(next: () => string): string {
  let text = next();
  while (!v.is(lineSchema, text)) text = next();
  return text;
}

const begun = (next: () => string): DraftView[] => [
  {
    place: 'later/x',
    at: '2026-11-15T22:00:00Z',
    text: writable(next),
    audience: { kind: 'circle' },
    later: {
      at: '2026-11-17T08:00:00.000Z',
      to: { purpose: 'contribution', topic: 'm-3', kind: 'advice', lang: 'fr' },
    },
  },
];
const door = (next: () => string): Arrival => {
  const invitation = {
    inviter: '',
    role: 'companion' as const,
    words: '',
    hope: '',
    offer: '',
    locale: 'fr',
    expiresAt: '2026-12-16T09:00:00.000Z',
  };
  return {
    open: async () => spoiled(invitation, next),
    accept: () => new Promise(() => {}),
    decline: async () => undefined,
    guests: async () => [],
    forget: async () => undefined,
  };
};

const views: readonly View[] = [
  ...(
    [
      'journey-path',
      'goals',
      'forum',
      'circle',
      'plans',
      'highlights',
      'personal',
      'challenge',
      'who-reads',
      'composer',
      'journey-card',
      'my-words',
    ] as const
  ).map((name): View => ({ tag: `cordee-${name}` })),
  ...['', 'forum', 'circle', 'mine', 'goals', 'events'].map((at): View => ({
    tag: 'cordee-journey',
    attributes: { ...inJourney, place: at },
  })),
  { tag: 'cordee-journey', attributes: {}, options: { person: 'marc', withOthers: true, withFreshChallenge: true } },
  { tag: 'cordee-topic', attributes: { ...inJourney, 'topic-id': 'm-3' } },
  { tag: 'cordee-topic', attributes: { ...inJourney, 'topic-id': 'm-1' } },
  { tag: 'cordee-step', attributes: { ...inJourney, 'step-id': 'while-small' } },
  { tag: 'cordee-goal', attributes: { ...inJourney, 'goal-id': 'delegate' } },
  {
    tag: 'cordee-goal-form',
    give: async (element, { client }) =>
      Object.assign(element, { goal: (await firstValueFrom(client.goals.watch('ines-journey'))).goals[0] }),
  },
  {
    tag: 'cordee-invite',
    give: (_, { client }, next) =>
      client.circle.invite({
        journey: 'ines-journey',
        role: 'companion',
        words: writable(next),
        hope: writable(next),
        offer: writable(next),
        locale: 'fr',
        home: 'outside',
      }),
  },
  { tag: 'cordee-pace', give: (_, { client }, next) => client.pace.stop('ines-journey', { reason: writable(next) }) },
  ...(['cordee-own-contributions', 'cordee-own-words'] as const).map((tag): View => ({
    tag,
    give: async (element, { client }) =>
      Object.assign(element, {
        item: {
          ...(await firstValueFrom(client.forum.watchTopic('ines-journey', 'm-3')))?.topic,
          audience: { kind: 'pair', relation: 'm-marc' },
          readers: [],
        },
      }),
  })),
  { tag: 'cordee-served', attributes: { ...inJourney, 'contribution-id': 'm-4' } },
  { tag: 'cordee-leave', options: { person: 'hana' } },
  { tag: 'cordee-news', options: { person: 'marc', withFreshChallenge: true, withNews: true } },
  { tag: 'cordee-my-words', options: { person: 'hana' } },
  { tag: 'cordee-challenge', options: { person: 'marc', withFreshChallenge: true } },
  { tag: 'cordee-journey-card', options: { person: 'marc' } },
  {
    tag: 'cordee-journey-list',
    attributes: {},
    options: { person: 'marc', withOthers: true, withFreshChallenge: true },
  },
  {
    tag: 'cordee-requests',
    options: { proposals: [{ item: 'm-3', by: 'marc', to: { kind: 'circle' }, reason: 'x' }] },
  },
  { tag: 'cordee-scheduled', isBegun: true },
  { tag: 'cordee-later', isBegun: true },
  {
    tag: 'cordee-sync-badge',
    async give(_, { client, server, settled: stored }, next) {
      server.refuse('forbidden');
      const body = { text: writable(next), lang: 'fr' };
      await client.forum.open({ journey: 'ines-journey', audience: { kind: 'circle' }, body });
      await stored();
      server.refuse();
    },
  },
  {
    tag: 'cordee-arrival',
    attributes: {},
    give: (element, _, next) => Object.assign(element, { arrival: door(next), token: 'secret' }),
  },
];

/** What shows nobody's words itself, at most elements that do: each is drawn here, and would be found if it did. */
const wordless = ['export', 'highlights', 'hours', 'journey-list', 'mine', 'personal', 'provider', 'sync-badge'];

const neverOurs =
  'script, iframe, object, embed, base, link, meta, img, image, video, audio, source, animate, set, math, marquee, form[action], [style], [srcdoc], [ping], [formaction]';
const isVisible = (element: Element): boolean => element.checkVisibility();

/** The words that stand in the element itself: its own texts and attributes, and those of what it draws. */
function* textsIn(element: Element): Generator<string> {
  for (const node of element.shadowRoot?.childNodes ?? []) yield* textsUnder(node);
}

function* textsUnder(node: Node): Generator<string> {
  if (node instanceof Text) yield node.data;
  if (!(node instanceof Element) || node instanceof HTMLStyleElement) return;
  if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) yield node.value;
  if (!node.localName.startsWith('cordee-')) for (const { value } of node.attributes) yield value;
  for (const child of node.childNodes) yield* textsUnder(child);
}

/** Everything that could act on its own, or that an address of somebody else's could make act. */
function faultsOf(element: Element): readonly string[] {
  const attributes = [...element.attributes].filter(
    ({ name, value }) =>
      /^on[a-z]+$/i.test(name) ||
      (['href', 'src', 'action', 'xlink:href'].includes(name) && !/^(#|https?:\/\/)/.test(value) && value !== ''),
  );
  return [
    ...(element.matches(neverOurs) ? [element.outerHTML.slice(0, 200)] : []),
    ...attributes.map(({ name, value }) => `${name}=${value}`),
  ];
}

/** What is folded away shows words too, and so does another choice of readers. */
async function unfold(element: HTMLElement): Promise<void> {
  const matching = (selector: string): readonly Element[] =>
    [...everything(element)].filter((inside) => inside.matches(selector));
  for (let depth = 0; depth < 2; depth++) {
    for (const button of matching('button[aria-expanded="false"]')) (button as HTMLElement).click();
    await settled(element);
  }
  for (const other of matching('input[type="radio"]:not(:checked)').slice(0, 1)) (other as HTMLElement).click();
  await settled(element);
}

/** Five parts of the list, each view beginning elsewhere; with as many turns as there are texts, every text in every field. */
const wanted = Number(await fetch('/settings/hostile-turns').then((response) => response.text()));
const turns = Math.min(wanted, hostileTexts.length);
const startOf = (view: number, turn: number): number => view * 7 + Math.floor((turn * hostileTexts.length) / turns);

describe('[T17] hostile words in every field of every view', function () {
  this.timeout(Math.max(30_000, turns * 2_000));
  let hits = 0;
  const violations: string[] = [];
  const requests: string[] = [];
  const given = new Set<string>();
  const showing = new Set<string>();
  const keepRequests = (list: readonly PerformanceEntry[]): void =>
    void requests.push(...list.map(({ name }) => name).filter((name) => name.includes('hit')));
  const observer = new PerformanceObserver((list) => keepRequests(list.getEntries()));
  const happened = (): readonly unknown[] => {
    keepRequests(observer.takeRecords());
    return [hits, ...violations.splice(0), ...requests.splice(0)];
  };

  before(() => {
    for (const name of ['hit', 'alert', 'confirm', 'prompt', 'open'] as const)
      Object.defineProperty(window, name, { configurable: true, value: () => void hits++ });
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    );
    observer.observe({ type: 'resource', buffered: true });
  });

  it('what a text did would be noticed', async () => {
    const canary = place(document.createElement('div'));
    canary.innerHTML = '<img src=/settings/hostile-turns?hit onerror=hit()><p onclick=hit()>';
    await becomesTrue(() => hits === 1 && (keepRequests(observer.takeRecords()), requests.length > 0));
    expect([...canary.children].map((element) => faultsOf(element).length)).to.deep.equal([3, 1]);
    hits = 0;
    requests.length = 0;
    // Where a browser has no Trusted Types, what is left are the calls, the requests and the looks at what was drawn.
    consoleLines();
    if (!('trustedTypes' in window)) return;
    // From here on, nothing on this page makes a script or markup of a text that did not come from Lit's own templates.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "require-trusted-types-for 'script'; trusted-types lit-html";
    document.head.append(policy);
    expect(() => {
      canary.innerHTML = '<p>';
    }).to.throw(TypeError);
    await becomesTrue(() => violations.length > 0);
    violations.length = 0;
  });

  for (const [number, { tag, attributes = inJourney, options, isBegun, give }] of views.entries()) {
    it(`<${tag}> ${Object.values(attributes).slice(1).join(' ')} ${options?.person ?? ''}`.trim(), async () => {
      let isSeen = false;
      for (let turn = 0; turn < turns; turn++) {
        let at = startOf(number, turn);
        const next = (): string => {
          const text = hostileTexts[at++ % hostileTexts.length] ?? '';
          given.add(text);
          return text;
        };
        const cordee = await openCordee({
          ...options,
          ...(isBegun && { begun: begun(next) }),
          spoil: (fields) => spoiled<Fields>(fields, next),
        });
        const provider = document.createElement('cordee-provider');
        provider.client = cordee.client;
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        await give?.(element, cordee, next);
        provider.append(element);
        place(provider);
        await settled(element);
        const waits = (): boolean =>
          [...everything(element)].some((inside) => inside.matches('[part~="waiting"]') && isVisible(inside));
        await becomesTrue(() => !waits());
        await unfold(element);
        for (const inside of everything(element)) {
          expect(faultsOf(inside), `${turn}: ${inside.localName}`).to.deep.equal([]);
          expect(inside.matches('[part~="failed"]') && isVisible(inside), `not shown, at ${turn}`).to.equal(false);
          if (![...textsIn(inside)].some(isHostile)) continue;
          isSeen = true;
          showing.add(inside.localName.replace('cordee-', ''));
        }
        provider.remove();
        await closeCordees();
      }
      expect(happened()).to.deep.equal([0]);
      expect(consoleLines()).to.deep.equal([]);
      expect(isSeen, 'it shows some of it').to.equal(true);
    });
  }

  it('every text was given, and every element that shows somebody’s words was among these', () => {
    expect(hostileTexts.filter((text) => !given.has(text))).to.deep.equal([]);
    expect(elementNames.filter((name) => !showing.has(name)).toSorted()).to.deep.equal(wordless);
    expect(hostileTexts.length).to.be.greaterThan(300);
  });
});
