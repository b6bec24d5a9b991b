import { type ContributionKind, CordeeError } from '../../src/index.js';
import type { Purpose } from '../events.js';
import type { Destination } from '../client/post.js';

const purposes: readonly string[] = ['topic', 'contribution', 'answer', 'challenge'] satisfies Purpose[];

/** The fault of a page that says a purpose that there is not. */
export const faultOfPurpose = (purpose: string): CordeeError | undefined =>
  purposes.includes(purpose)
    ? undefined
    : new CordeeError('CORDEE_INPUT_INVALID', `purpose="${purpose}" is none of: ${purposes.join(', ')}.`);

/** What an element says of where its text goes; an empty one is none. */
interface Where {
  readonly purpose: Purpose;
  readonly topicId: string;
  readonly replyTo: string;
  readonly stepId: string;
  readonly promptId: string;
  readonly answerId: string;
}

export function destinationOf(
  { purpose, topicId, replyTo, stepId, promptId, answerId }: Where,
  kind: ContributionKind = 'answer',
): Destination {
  switch (purpose) {
    case 'challenge':
      return { purpose };
    case 'answer':
      return { purpose, step: stepId, prompt: promptId, answer: answerId || undefined };
    case 'contribution':
      return { purpose, topic: topicId, kind, replyTo: replyTo || undefined };
    default:
      return { purpose: 'topic', step: stepId || undefined };
  }
}

/** As it is kept with words that wait: without what it does not say. */
export const namedDestination = (destination: Destination): Record<string, string> =>
  Object.fromEntries(Object.entries(destination).filter(([, value]) => value !== undefined)) as Record<string, string>;
