import { expect, waitUntil } from '@open-wc/testing';
import '../../components/define.js';
import type { CordeeProvider } from '../../components/provider/provider.js';
import { loadLocale } from '../../components/locales/index.js';
import { useClock } from '../../components/controllers/clock-controller.js';
import type { TestCordee } from '../../src/testing/index.js';
import { type ScenarioOptions, createScenarioCordee, journeyId, scenarioNow } from '../support/scenario-cordee.js';

export { expect, waitUntil };
export { scenarioNow };

/** An element on the page, inside a provider of a real client of somebody of the scenario. */
export interface Shown<E extends HTMLElement> extends TestCordee {
  readonly element: E;
  readonly provider: CordeeProvider;
}

type Tag = keyof HTMLElementTagNameMap;

const shown: HTMLElement[] = [];
const said: string[] = [];
let isExpected = false;
const { warn, error } = console;

before(() => Promise.all([loadLocale('fr'), loadLocale('en')]));

beforeEach(() => {
  useClock(() => scenarioNow);
  document.documentElement.lang = 'fr';
  said.length = 0;
  isExpected = false;
  console.warn = (...args: unknown[]) => said.push(args.join(' '));
  console.error = (...args: unknown[]) => said.push(args.join(' '));
});

afterEach(() => {
  for (const element of shown.splice(0)) element.remove();
  console.warn = warn;
  console.error = error;
  if (!isExpected) expect(said.join('\n'), 'the console was to stay silent').to.equal('');
});

/** What the console was told; a test that calls this takes it on itself. */
export function consoleLines(): readonly string[] {
  isExpected = true;
  return said;
}

/** Puts an element on the page and waits until it has drawn. */
export async function show<T extends Tag>(
  tag: T,
  given: ScenarioOptions & { readonly attributes?: Record<string, string>; readonly properties?: object } = {},
): Promise<Shown<HTMLElementTagNameMap[T]>> {
  const { attributes = { 'journey-id': journeyId }, properties = {}, ...options } = given;
  const cordee = await openCordee(options);
  const provider = document.createElement('cordee-provider');
  provider.client = cordee.client;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, properties);
  provider.append(element);
  place(provider);
  await settled(element);
  return { element, provider, ...cordee };
}

/** A real client of somebody of the scenario, closed after the test. */
export async function openCordee(options: ScenarioOptions = {}): Promise<TestCordee> {
  const cordee = await createScenarioCordee(options);
  open.push(cordee);
  return cordee;
}

const open: TestCordee[] = [];
afterEach(closeCordees);

/** Ends all that were opened so far, as the end of the test does. */
export async function closeCordees(): Promise<void> {
  await Promise.all(open.splice(0).map(({ client }) => client.close()));
}

/** Waits until it is so, as long as a busy machine may take. */
export const becomesTrue = (isTrue: () => boolean): Promise<void> =>
  waitUntil(isTrue, String(isTrue), { timeout: 8_000 });

/** Adds something of the test's own, removed after it. */
export function place<E extends HTMLElement>(element: E): E {
  document.body.append(element);
  shown.push(element);
  return element;
}

/**
 * Waits until what was written is stored and sent, as far as the network lets it, and an element and all of ours
 * inside it have nothing left to draw.
 */
export async function settled(root: Node): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await drawn(root);
    // Behind what a client or an element is fetching: it was fetched before, and comes in turn.
    await import('../../src/opened.js');
    for (const cordee of open) await cordee.settled();
  }
  await drawn(root);
  endFades(root);
}

async function drawn(root: Node): Promise<void> {
  for (let round = 0; round < 6; round++) {
    for (const node of everything(root)) if ('updateComplete' in node) await node.updateComplete;
  }
}

/** A look at colours in the midst of a fade would see neither the one nor the other. */
function endFades(root: Node): void {
  for (const { shadowRoot } of everything(root))
    for (const animation of shadowRoot?.getAnimations() ?? [])
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
}

/** The element and all that is inside it, through shadow roots, in the order of the page. */
export function* everything(root: Node): Generator<Element> {
  if (root instanceof Element) {
    yield root;
    if (root.shadowRoot) yield* everything(root.shadowRoot);
  }
  for (const child of root.childNodes) if (child instanceof Element) yield* everything(child);
}

/** All visible words, as one line. */
export function wordsOf(root: Node): string {
  const parts: string[] = [];
  const read = (node: Node): void => {
    if (node instanceof Text) parts.push(node.data);
    else if (node instanceof Element && node.localName !== 'style') {
      if (node instanceof HTMLSlotElement) return node.assignedNodes().forEach(read);
      (node.shadowRoot ?? node).childNodes.forEach(read);
    } else if (!(node instanceof Element)) node.childNodes.forEach(read);
  };
  read(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

const labelOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The button with these words, wherever it is inside. */
export function button(root: Node, name: string | RegExp): HTMLButtonElement {
  const found = [...everything(root)].find(
    (element) =>
      element instanceof HTMLButtonElement &&
      (typeof name === 'string' ? labelOf(element) === name : name.test(labelOf(element))),
  );
  if (!found)
    throw new Error(
      `No button "${name}" in: ${[...everything(root)]
        .filter((one) => one instanceof HTMLButtonElement)
        .map(labelOf)
        .join(' | ')}`,
    );
  return found as HTMLButtonElement;
}

/** Whether there is a button with these words. */
export const hasButton = (root: Node, name: string): boolean =>
  [...everything(root)].some((element) => element instanceof HTMLButtonElement && labelOf(element) === name);

/** The first element that matches, through shadow roots. */
export function find<E extends Element = HTMLElement>(root: Node, selector: string): E {
  const found = [...everything(root)].find((element) => element.matches(selector));
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found as E;
}

export const findAll = (root: Node, selector: string): Element[] =>
  [...everything(root)].filter((element) => element.matches(selector));

/** The choice (radio or checkbox) whose label begins with these words. */
export function choice(root: Node, name: string): HTMLInputElement {
  const label = [...everything(root)].find(
    (element) => element.localName === 'label' && labelOf(element).startsWith(name),
  );
  const input = label?.querySelector('input');
  if (!input) throw new Error(`No choice "${name}"`);
  return input;
}

export async function click(root: Node, name: string | RegExp): Promise<void> {
  button(root, name).click();
  await settled(root);
}

/** Types into the first text field inside. */
export async function type(root: Node, text: string): Promise<HTMLTextAreaElement> {
  const field = find<HTMLTextAreaElement>(root, 'textarea');
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(root);
  return field;
}

export async function press(target: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The element that has the focus, inside whatever shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Keeps the events of this name that reach the page. */
export function heard<K extends keyof HTMLElementEventMap>(
  name: K,
  react?: (event: HTMLElementEventMap[K]) => void,
): HTMLElementEventMap[K][] {
  const events: HTMLElementEventMap[K][] = [];
  const listen = (event: Event): void => {
    events.push(event as HTMLElementEventMap[K]);
    react?.(event as HTMLElementEventMap[K]);
  };
  document.body.addEventListener(name, listen);
  afterThis.push(() => document.body.removeEventListener(name, listen));
  return events;
}

const afterThis: (() => void)[] = [];
afterEach(() => afterThis.splice(0).forEach((undo) => undo()));
