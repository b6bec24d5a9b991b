import { nothing } from 'lit';
import type { Messages } from '../locales/index.js';
import { html } from './html.js';
import type { MessageController } from '../controllers/message-controller.js';

/** A sentence or a few: what the model takes in one line. */
export const maxLineLength = 2_000;

/** Letters left from which on they are counted aloud. */
const nearOf = (max: number): number => Math.min(200, max / 10);

/** How many letters are too many. Blanks at the ends do not count: they are not sent. */
export const lettersOver = (text: string, max: number): number => Math.max(0, text.trim().length - max);

/**
 * Under a field: how many letters are left once there are few, or how many are too many. No field of ours has a
 * `maxlength`, by which a browser cuts what is pasted without a word.
 */
export function limitView(id: string, text: string, max: number, messages: MessageController<Messages>): unknown {
  const left = max - text.trim().length;
  if (left > nearOf(max)) return nothing;
  return html`<p class="limit ${left < 0 ? 'over' : ''}" id="${id}-limit">${left < 0 ? messages.text('lettersOver', -left) : messages.text('lettersLeft', left)}</p>`;
}
