import type { LocalizedText } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';

/** Words of the template in the reader's language; somebody's own as they are. */
export const said = (text: string | LocalizedText, messages: MessageController<Messages>): string =>
  typeof text === 'string' ? text : messages.content(text);
