import type { LitElement } from 'lit';

/** Puts the focus on what is drawn next, where the reader goes on. */
export async function focusAfterUpdate(element: LitElement, selector: string): Promise<void> {
  await element.updateComplete;
  const target = element.renderRoot.querySelector<HTMLElement>(selector);
  if (target?.matches(':not(:defined)')) await customElements.whenDefined(target.localName);
  target?.focus();
}
