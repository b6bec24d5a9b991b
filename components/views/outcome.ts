import { nothing } from 'lit';
import { codeOf } from '../client/error-code.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';
import type { PersonalMessages } from '../locales/personal/index.js';
import { html } from './html.js';
import { lettersOver } from './limits.js';

/** A sentence after a write, and perhaps a way back. */
export interface Outcome {
  readonly sentence: string;
  readonly isBad?: boolean;
  readonly undo?: () => void;
}

/** The sentence after a write: told to everybody, also to who does not see it. */
export const outcomeView = (outcome: Outcome | undefined, words: MessageController<PersonalMessages>): unknown =>
  html`<p class="outcome ${outcome?.isBad ? 'bad' : ''}" part="status" role="status">${outcome?.sentence ?? ''}${outcome?.undo ? html` <button type="button" class="plain slim undo" @click=${outcome.undo}>${words.text('undo')}</button>` : nothing}</p>`;

/** Why a write failed, and that the words are still there. */
export const failure = (error: unknown, messages: MessageController<Messages>): Outcome => ({
  isBad: true,
  sentence: messages.text('failure', codeOf(error) ?? ''),
});

/** The refusal of words that are too long; nothing for words that are not. */
export function tooLong(text: string, max: number, messages: MessageController<Messages>): Outcome | undefined {
  const over = lettersOver(text, max);
  return over === 0 ? undefined : { isBad: true, sentence: messages.text('textTooLong', over, max) };
}
