import { nothing } from 'lit';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';
import { html } from './html.js';
import { writingIcon } from './writing-icons.js';

/** Where something of the reader's own has got to, while that is worth saying. */
export function waitsView(
  delivery: 'device-only' | 'waiting' | 'sent' | 'read',
  messages: MessageController<Messages>,
): unknown {
  if (delivery === 'waiting')
    return html`<span class="delivery waiting-here" part="delivery">${messages.text('waitingHere')}</span>`;
  if (delivery === 'device-only')
    return html`<span class="delivery device-only" part="delivery">${writingIcon('lock')} ${messages.text('deviceOnly')}</span>`;
  return nothing;
}
