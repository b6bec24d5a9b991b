import type { LitElement } from 'lit';
import { focusAfterUpdate } from './focus.js';

/** {@link focusAfterUpdate} for after a write, which takes its time: a reader who has gone on elsewhere meanwhile is not called back. */
export async function focusUnlessElsewhere(element: LitElement, selector: string): Promise<void> {
  if (!isElsewhere(element)) await focusAfterUpdate(element, selector);
}

/** Whether the focus is on something that is not inside of this element. */
function isElsewhere(element: Element): boolean {
  let { activeElement } = element.ownerDocument;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement !== null && activeElement !== element.ownerDocument.body && !element.matches(':focus-within');
}
