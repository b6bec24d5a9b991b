import { ChallengeThread } from '../challenge/thread.js';
import { provideThread } from '../challenge/thread-code.js';
import { CordeeComposer } from '../composer/composer.js';
import { CordeeOwnWords } from '../deprecated/own-words.js';
import { CordeeContribution } from '../contribution/contribution.js';
import { CordeeForum } from '../forum/forum.js';
import { CordeeLeave } from '../leave/leave.js';
import { CordeeOwnContributions } from '../own-contributions/own-contributions.js';
import { CordeeRefused } from '../refused/refused.js';
import { CordeeStep } from '../step/step.js';
import { CordeeTopic } from '../topic/topic.js';
import { CordeeWhoReads } from '../who-reads/who-reads.js';

provideThread(() => new ChallengeThread());

/** What is opened: a step, the forum, a topic, and the place to write. */
export const elements = {
  composer: CordeeComposer,
  contribution: CordeeContribution,
  forum: CordeeForum,
  leave: CordeeLeave,
  'own-contributions': CordeeOwnContributions,
  'own-words': CordeeOwnWords,
  refused: CordeeRefused,
  step: CordeeStep,
  topic: CordeeTopic,
  'who-reads': CordeeWhoReads,
};
