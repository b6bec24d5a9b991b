import { svg } from 'lit';
import { html } from '../views/html.js';

const shapes = {
  done: svg`<circle class="full" cx="12" cy="12" r="8.5"/><path class="strand" d="M5.5 8c4-.5 9 2 12.5 7.5M8 4.7c4 .3 8.5 3 11.7 7.3M4 12c3.5.5 7.5 3 9.5 7.7"/>`,
  underway: svg`<circle class="hollow" cx="12" cy="12" r="8"/><path class="half" d="M12 4a8 8 0 0 0 0 16z"/>`,
  next: svg`<rect class="gate" x="5" y="1.5" width="14" height="21" rx="7"/><path class="gate-line" d="M19 8v7"/>`,
  open: svg`<circle class="hollow" cx="12" cy="12" r="6.5"/>`,
  ahead: svg`<circle class="hollow pale" cx="12" cy="12" r="5"/>`,
  said: svg`<circle class="full" cx="12" cy="12" r="4.5"/>`,
  skipped: svg`<path class="strand pale" d="M8 12h8"/>`,
  event: svg`<path class="flag" d="M7 22V3.5M7 3.5 18.5 7.8 7 12Z"/>`,
};

/** A knot on the rope: how a step stands, seen before it is read. The words beside it say the same. */
export const knot = (name: keyof typeof shapes) =>
  html`<svg class="knot ${name}" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
