import { Observable, map } from 'rxjs';
import { createFakeClient, type FakeOptions } from '../support/fake-client.js';
import { becomesTrue, consoleLines, everything, expect, place, settled } from './support.js';
import { hostileTexts } from './hostile-corpus.js';

/** The fields in which somebody's words stand, whatever the view. */
const fields = new Set([
  'name', 'displayName', 'text', 'title', 'fr', 'en', 'moment', 'saw', 'effect', 'next', 'why', 'instructions', 'intent', 'doneWhen', 'job', 'place', 'if', 'then', 'words', 'hope', 'offer',
  'profile', 'reason', 'question', 'note', 'summary', 'change', 'because', 'sharing', 'frame',
]);

/** The same with every text replaced, each by another of the list. */
function spoiled(value: unknown, next: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => spoiled(item, next));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, spoiled(item, next)]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeof item === 'string' && fields.has(key) ? next() : spoiled(item, next)]));
}

/** A client whose every answer holds hostile words. */
function hostileClient<T extends object>(client: T, next: () => string): T {
  const parts = new Map<unknown, object>();
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (value instanceof Observable) return value.pipe(map((answer) => spoiled(answer, next)));
      if (typeof value === 'function') {
        return (...args: unknown[]) => {
          const answer: unknown = Reflect.apply(value, target, args);
          if (answer instanceof Observable) return answer.pipe(map((one) => spoiled(one, next)));
          return answer instanceof Promise ? answer.then((one: unknown) => spoiled(one, next)) : answer;
        };
      }
      if (typeof value !== 'object' || value === null) return value;
      const part = parts.get(value) ?? hostileClient(value, next);
      parts.set(value, part);
      return part;
    },
  });
}

interface View {
  readonly tag: keyof HTMLElementTagNameMap;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly options?: FakeOptions;
}

const views: readonly View[] = [
  ...(['journey-path', 'goals', 'forum', 'circle', 'plans', 'highlights', 'pace', 'hours', 'leave', 'export', 'invite', 'requests', 'mine', 'challenge', 'who-reads', 'composer'] as const).map((name): View => ({ tag: `cordee-${name}` })),
  { tag: 'cordee-journey' }, { tag: 'cordee-journey', attributes: { 'journey-id': 'ines-journey', place: 'forum' } }, { tag: 'cordee-journey', attributes: { 'journey-id': 'ines-journey', place: 'circle' } },
  { tag: 'cordee-journey', attributes: { 'journey-id': 'ines-journey', place: 'mine' } }, { tag: 'cordee-journey', attributes: { 'journey-id': 'ines-journey', place: 'goals' } },
  { tag: 'cordee-topic', attributes: { 'journey-id': 'ines-journey', 'topic-id': 'm-3' } }, { tag: 'cordee-step', attributes: { 'journey-id': 'ines-journey', 'step-id': 'while-small' } },
  { tag: 'cordee-goal', attributes: { 'journey-id': 'ines-journey', 'goal-id': 'delegate' } }, { tag: 'cordee-served', attributes: { 'journey-id': 'ines-journey', 'contribution-id': 'm-8' } },
  { tag: 'cordee-news', options: { person: 'marc', withFreshChallenge: true, withNews: true } }, { tag: 'cordee-my-words', options: { person: 'hana' } },
  { tag: 'cordee-journey-list', attributes: {}, options: { person: 'marc', withOthers: true, withFreshChallenge: true } }, { tag: 'cordee-journey-card', options: { person: 'marc' } },
  { tag: 'cordee-requests', options: { proposals: [{ item: 'm-3', by: 'marc', to: { kind: 'circle' }, reason: 'x' }] } },
];

const neverOurs = 'script, iframe, object, embed, base, link, meta, img, image, video, audio, source, animate, math, marquee, form[action], [onerror], [onload], [onfocus], [ontoggle], [onbegin]';

describe('[T17] hostile words in every field of every view', () => {
  let hits = 0;
  const violations: string[] = [];
  const requests: string[] = [];
  before(() => {
    for (const name of ['hit', 'alert', 'confirm', 'prompt', 'open'] as const) Object.defineProperty(window, name, { configurable: true, value: () => void hits++ });
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => violations.push(`${violatedDirective} ${blockedURI}`));
    new PerformanceObserver((list) => requests.push(...list.getEntries().map(({ name }) => name).filter((name) => name.includes('/hit')))).observe({ type: 'resource', buffered: true });
    // From here on, nothing on this page makes a script or markup of a text that did not come from Lit's own templates.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "require-trusted-types-for 'script'; trusted-types lit-html";
    document.head.append(policy);
  });

  for (const { tag, attributes = { 'journey-id': 'ines-journey' }, options } of views) {
    it(`<${tag}> ${JSON.stringify(attributes)}`, async () => {
      for (let from = 0; from < hostileTexts.length; from += 12) {
        let at = from;
        const next = (): string => hostileTexts[at++ % hostileTexts.length] ?? '';
        const provider = place(document.createElement('cordee-provider'));
        provider.client = hostileClient(createFakeClient(options), next);
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        provider.append(element);
        await settled(element);
        await becomesTrue(() => !element.shadowRoot?.querySelector('[part="waiting"]'));
        expect(element.shadowRoot?.querySelector('[part="failed"]'), `shown with ${hostileTexts.slice(from, from + 3).join(' ')}`).to.equal(null);
        for (const inside of everything(element)) {
          expect(inside.matches(neverOurs), inside.outerHTML.slice(0, 200)).to.equal(false);
          for (const { name, value } of inside.attributes) {
            expect(/^on/i.test(name), `${name}=${value}`).to.equal(false);
            if (name === 'href' || name === 'src') expect(/^\s*(javascript|data):/i.test(value), value).to.equal(false);
          }
        }
        provider.remove();
      }
      expect([hits, violations, requests]).to.deep.equal([0, [], []]);
      consoleLines();
    });
  }

  it('a script that is run by a text would be noticed', () => {
    expect(() => { document.createElement('div').innerHTML = hostileTexts[1] ?? ''; }).to.throw(TypeError);
    violations.length = 0;
  });
});
