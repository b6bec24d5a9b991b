import { unable } from './locales/unable.js';

/** Says why nothing has started: to the developer what is needed, to the person one sentence in its stead. */
export function tellWhy(message: string): void {
  const need = message.includes('createPolicy')
    ? "Let its Content-Security-Policy name lit-html: `trusted-types lit-html` (with a second copy of Lit also `'allow-duplicates'`)."
    : 'Load Cordée before what freezes or replaces the browser’s own objects, or leave those as they are.';
  console.error(`[cordee] This page keeps Cordée from starting: ${message}. ${need}`);
  tellPerson();
  addEventListener('DOMContentLoaded', tellPerson);
}

function tellPerson(): void {
  const sentence = unable[document.documentElement.lang.startsWith('fr') ? 'fr' : 'en'];
  for (const holder of document.querySelectorAll('[data-cordee], :not(:defined)')) {
    if (
      holder instanceof HTMLElement &&
      (holder.dataset['cordee'] !== undefined || /-(journey|arrival)$/.test(holder.localName))
    )
      holder.textContent = sentence;
  }
}
