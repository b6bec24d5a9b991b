import { html, svg, type TemplateResult } from 'lit';

/*
 * Shapes from Lucide, https://lucide.dev, ISC License, Copyright (c) 2026 Lucide Icons and Contributors.
 * Permission to use, copy, modify, and/or distribute this software for any purpose with or without
 * fee is hereby granted, provided that the above copyright notice and this permission notice appear
 * in all copies. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
 */
const shapes = {
  // A rope that closes on itself, our own: the knot of the moment.
  knot: svg`<path d="M2 15c4 0 5.5-7.5 10-7.5s6 3 6 5-1.8 3.5-3.8 3.5c-4.2 0-4.7-8-8.7-8C3.8 8 2.5 9 2.5 10.5"/><path d="M22 10c-1.5 0-2.5 1-4 3"/>`,
  thread: svg`<circle cx="6" cy="19" r="3"/><path d="M9 19h8.5a3.5 3.5 0 0 0 0-7h-11a3.5 3.5 0 0 1 0-7H15"/><circle cx="18" cy="5" r="3"/>`,
  goal: svg`<circle cx="12" cy="12" r="10"/><circle cx="12" cy="12" r="6"/><circle cx="12" cy="12" r="2"/>`,
  events: svg`<path d="M8 2v3"/><path d="M16 2v3"/><rect x="3" y="3" width="18" height="18" rx="2"/><path d="M3 9h18"/><path d="M8 14h.01"/><path d="M12 14h.01"/>`,
  circle: svg`<path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2"/><path d="M16 3.128a4 4 0 0 1 0 7.744"/><path d="M22 21v-2a4 4 0 0 0-3-3.870"/><circle cx="9" cy="7" r="4"/>`,
  mine: svg`<path d="M4 10a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z"/><path d="M8 10h8"/><path d="M8 18h8"/><path d="M8 22v-6a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v6"/><path d="M9 6V4a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2"/>`,
  forum: svg`<path d="M7.9 20A9 9 0 1 0 4 16.1L2 22Z"/>`,
  check: svg`<path d="M20 6 9 17l-5-5"/>`,
  down: svg`<path d="m6 9 6 6 6-6"/>`,
  back: svg`<path d="m12 19-7-7 7-7"/><path d="M19 12H5"/>`,
  offline: svg`<path d="M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057"/><path d="M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78"/><path d="m2 2 20 20"/>`,
  device: svg`<rect width="14" height="20" x="5" y="2" rx="2" ry="2"/><path d="M12 18h.01"/>`,
  warning: svg`<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>`,
};

export type IconName = keyof typeof shapes;

/** A small drawing beside a word; the word says it, so the drawing is hidden from screen readers. */
export const icon = (name: IconName): TemplateResult => drawing(name, shapes[name]);

/** A shape as all are drawn. */
export const drawing = (name: string, shape: unknown): TemplateResult =>
  html`<svg class="icon ${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
