import type { GoalView } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';
import type { PersonalMessages } from '../locales/personal/index.js';
import { calledBy } from '../views/members.js';

/** How much a goal matters, how hard it is, and who reads it, in one line. */
export const aboutOf = (
  { importance, difficulty, readers }: GoalView,
  words: MessageController<PersonalMessages>,
  messages: MessageController<Messages>,
): string =>
  [
    words.text('importance', importance),
    words.text('difficulty', difficulty),
    words.text(
      'goalReadBy',
      readers.map((reader) => calledBy(reader, messages)),
    ),
  ].join('\u00a0· ');
