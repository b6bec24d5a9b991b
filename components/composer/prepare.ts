import type { Audience, Body, ContributionKind } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import { bodyOf } from '../controllers/writer-language.js';
import type { Messages } from '../locales/index.js';
import { type Fault, faultOf, textOfForm, trimmed } from './moment-form.js';
import type { Written } from './written.js';

/** Words that can be posted as they are. */
export interface Prepared {
  readonly body: Body;
  readonly audience: Audience;
  readonly kind: ContributionKind | undefined;
}

/** What would be posted now, or why it cannot go as it is. */
export function prepare(
  { journey, audience, kind, words, form }: Written,
  messages: MessageController<Messages>,
): Prepared | Fault {
  // The journey is gone from this device, or not there yet: the text waits in the field.
  if (!journey || !audience) return { sentence: messages.text('failure', 'CORDEE_PERMISSION_DENIED') };
  const lines = kind === 'moment' ? form : undefined;
  const fault = faultOf(words, lines, messages);
  if (fault) return fault;
  const body = bodyOf(lines ? textOfForm(lines) : words.trim(), messages.language);
  return { body: { ...body, ...(lines ? { form: trimmed(lines) } : {}) }, audience, kind };
}
