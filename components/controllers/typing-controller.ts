import type { LitElement, ReactiveController } from 'lit';
import { tagOf } from '../registry/define-element.js';

const kept = new WeakSet<Node>();
const pressed: readonly string[] = [
  'radio',
  'checkbox',
  'button',
  'submit',
  'reset',
  'image',
  'color',
  'range',
  'file',
];

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['textarea', 'select'].includes(target.localName) ||
    (target instanceof HTMLInputElement && !pressed.includes(target.type)));

/**
 * Whether a key writes or moves in a field, and is nobody else's. Escape and Tab are not: a page's dialog closes by
 * the one and keeps the other inside. Nor are function keys, or any with Ctrl or Command, such as a page's own
 * Ctrl+S. With AltGr or Option one writes letters.
 */
function isTyping(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey } = event;
  if (key === 'Escape' || key === 'Tab' || /^F\d+$/.test(key)) return false;
  return event.getModifierState('AltGraph') || !(ctrlKey || metaKey);
}

function keepInside(event: Event): void {
  if (isField(event.composedPath()[0]) && isTyping(event as KeyboardEvent)) event.stopPropagation();
}

/** The root of the outermost of our elements around this one: those between may wait for the key. */
function outermost(root: Node): Node {
  const above = root instanceof ShadowRoot ? root.host.getRootNode() : root;
  return above instanceof ShadowRoot && isOurs(above.host) ? outermost(above) : root;
}

const isOurs = ({ constructor }: Element): boolean => tagOf(constructor as CustomElementConstructor) !== undefined;

/**
 * Keeps keys that are typed in a field of ours from the page around. It sees the element as their target and no
 * field, so that its shortcuts of one key would act while somebody writes. An element that has fields holds one.
 */
export class TypingController implements ReactiveController {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const root = outermost(this.#host.renderRoot);
    if (kept.has(root)) return;
    kept.add(root);
    for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keepInside);
  }
}
