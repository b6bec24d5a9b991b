import type { MessageController } from '../controllers/message-controller.js';
import type { PersonalMessages } from '../locales/personal/index.js';
import { html } from '../views/html.js';

interface Answers {
  readonly keep: () => void;
  readonly remove: () => void;
  readonly keys: (event: KeyboardEvent) => void;
}

/** The question before a goal is removed, the harmless answer first. */
export const removalView = (
  words: MessageController<PersonalMessages>,
  { keep, remove, keys }: Answers,
): unknown => html`<div class="sheet stack" role="group" aria-labelledby="remove-ask" @keydown=${keys}>
  <p id="remove-ask">${words.text('goalRemoveAsk')}</p>
  <div class="actions">
    <button type="button" class="keep" @click=${keep}>${words.text('keepIt')}</button>
    <button type="button" class="plain quiet-danger" @click=${remove}>${words.text('remove')}</button>
  </div>
</div>`;
