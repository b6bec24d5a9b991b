import type { WordsView } from '../../src/index.js';
import { calledBy, inNamingOrder } from './members.js';
import type { MessageController } from '../controllers/message-controller.js';

/** Where a text of mine has got to, in words that people use. `verb` is what its readers do with it. */
export function deliveryText(messages: MessageController, words: WordsView, verb: 'read' | 'seen' = 'read'): string {
  switch (words.delivery) {
    case 'device-only':
      return messages.text('deviceOnly');
    case 'waiting':
      return messages.text('waitingHere');
    case 'sent':
      return messages.text('sent');
    case 'read': {
      const names = inNamingOrder(words.readBy).map((member) => calledBy(member, messages));
      if (names.length === 0) return messages.text('sent');
      return messages.text(verb === 'seen' ? 'seenByNames' : 'readByNames', names);
    }
  }
}
