import { html, svg, type TemplateResult } from 'lit';

/*
 * Shapes from Lucide, https://lucide.dev, ISC License, Copyright (c) 2026 Lucide Icons and Contributors.
 * Permission to use, copy, modify, and/or distribute this software for any purpose with or without
 * fee is hereby granted, provided that the above copyright notice and this permission notice appear
 * in all copies. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
 */
const shapes = {
  // A rope that closes on itself, our own: the knot of the moment.
  knot: 'M2 15c4 0 5.5-7.5 10-7.5s6 3 6 5-1.8 3.5-3.8 3.5c-4.2 0-4.7-8-8.7-8C3.8 8 2.5 9 2.5 10.5M22 10c-1.5 0-2.5 1-4 3',
  thread:
    'M3 19a3 3 0 1 0 6 0 3 3 0 1 0-6 0M9 19h8.5a3.5 3.5 0 0 0 0-7h-11a3.5 3.5 0 0 1 0-7H15M15 5a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  goal: 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M6 12a6 6 0 1 0 12 0 6 6 0 1 0-12 0M10 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  events:
    'M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM3 9h18M8 14h.01M12 14h.01',
  circle:
    'M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.870M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0',
  mine: 'M4 10a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM8 10h8M8 18h8M8 22v-6a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v6M9 6V4a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2',
  forum: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  check: 'M20 6 9 17l-5-5',
  down: 'm6 9 6 6 6-6',
  back: 'm12 19-7-7 7-7M19 12H5',
  offline:
    'M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20',
  device: 'M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM12 18h.01',
  warning: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
};

export type IconName = keyof typeof shapes;

/** A small drawing beside a word; the word says it, so the drawing is hidden from screen readers. */
export const icon = (name: IconName): TemplateResult => drawing(name, svg`<path d=${shapes[name]} />`);

/** A shape as all are drawn. */
export const drawing = (name: string, shape: unknown): TemplateResult =>
  html`<svg class="icon ${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
