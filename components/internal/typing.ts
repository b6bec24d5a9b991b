const ours = new WeakSet<Node>();
const pressed: readonly string[] = ['radio', 'checkbox', 'button', 'submit', 'reset', 'image', 'color', 'range', 'file'];

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['textarea', 'select'].includes(target.localName) || (target instanceof HTMLInputElement && !pressed.includes(target.type)));

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
  const root = event.currentTarget as ShadowRoot;
  // An element of ours around this one may wait for the key.
  if (ours.has(root.host.getRootNode()) || !isField(event.composedPath()[0])) return;
  if (isTyping(event as KeyboardEvent)) event.stopPropagation();
}

/**
 * Keeps keys that are typed in a field of ours from the page around. It sees the element as their target and no
 * field, so that its shortcuts of one key would act while somebody writes. Only the outermost of our elements stops them.
 */
export function keepTyping(root: Node): void {
  if (ours.has(root)) return;
  ours.add(root);
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keepInside);
}
