import { unable } from './locales/unable.js';

// Runs before what is behind the door: a page can keep that from starting at all, and it could not say so itself.
const folder = new URL('.', import.meta.url).href;

/** Called once all has started. */
export const hasStarted = (): void => removeEventListener('error', tell);

addEventListener('error', tell);

function tell({ filename, message }: ErrorEvent): void {
  if (!filename.startsWith(folder)) return;
  hasStarted();
  const need = message.includes('createPolicy')
    ? 'Let its Content-Security-Policy name lit-html: `trusted-types lit-html` (with a second copy of Lit also `\'allow-duplicates\'`).'
    : 'Load Cordée before what freezes or replaces the browser’s own objects, or leave those as they are.';
  console.error(`[cordee] This page keeps Cordée from starting: ${message}. ${need}`);
  tellPerson();
  addEventListener('DOMContentLoaded', tellPerson);
}

function tellPerson(): void {
  const sentence = unable[document.documentElement.lang.startsWith('fr') ? 'fr' : 'en'];
  for (const place of document.querySelectorAll('[data-cordee], :not(:defined)')) {
    if (place instanceof HTMLElement && (place.dataset['cordee'] !== undefined || /-(journey|arrival)$/.test(place.localName))) place.textContent = sentence;
  }
}
