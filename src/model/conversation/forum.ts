import * as v from '../value/schema.js';
import { attachmentSchema } from './attachment.js';
import { type Reader, isInAudience } from '../access/audience.js';
import { type Id, idSchema } from '../value/ids.js';
import { localizedTitleSchema } from '../value/localized-text.js';
import { authored } from './words.js';
import { instantSchema } from '../value/time.js';
import { roles } from '../people/membership.js';

export const topicStates = ['open', 'synthesised', 'closed'] as const;
export type TopicState = (typeof topicStates)[number];

export const askForms = ['moment', 'forward', 'encourage', 'open'] as const;

/** A conversation that the person opens in the forum of their own development. Its body is the opening. */
export const topicSchema = v.object({
  ...authored,
  state: v.picklist(topicStates),
  pinned: v.boolean(),
  step: v.optional(idSchema),
  /** The step's title, for readers who may know that and nothing else of the path. */
  stepTitle: v.optional(localizedTitleSchema),
  /** Set when the topic asks the circle for something. */
  ask: v.optional(
    v.object({
      form: v.picklist(askForms),
      to: v.pipe(v.array(v.picklist([...roles, 'anyone'])), v.maxLength(20)),
      openUntil: v.optional(instantSchema),
    }),
  ),
});
export type Topic = v.InferOutput<typeof topicSchema> & { readonly id: Id };

export const contributionKinds = [
  'advice',
  'suggestion',
  'encouragement',
  'moment',
  'story',
  'question',
  'answer',
  'learning',
  'synthesis',
  'practice',
  'harvest',
] as const;
export type ContributionKind = (typeof contributionKinds)[number];

/** One voice in a topic, or under a challenge. */
export const contributionSchema = v.object({
  ...authored,
  /** Id of the topic, or of the challenge that it answers. */
  topic: idSchema,
  kind: v.picklist(contributionKinds),
  replyTo: v.optional(idSchema),
  /** Contributions that a synthesis draws on. */
  cites: v.optional(v.pipe(v.array(idSchema), v.maxLength(50))),
  attachments: v.optional(v.pipe(v.array(attachmentSchema), v.maxLength(10))),
  /** Set by the coachee; the author is told. */
  hiddenAt: v.optional(instantSchema),
});
export type Contribution = v.InferOutput<typeof contributionSchema> & { readonly id: Id };

/** Where a contribution has got to, from its author's device to the person whom it served. */
export type ContributionState = 'on-device' | 'sent' | 'posted' | 'edited' | 'served' | 'hidden' | 'withdrawn';

/** The state that its facts add up to. What ends it comes first. */
export function contributionStateOf(
  contribution: Pick<Contribution, 'withdrawnAt' | 'hiddenAt'>,
  facts: {
    readonly delivery: 'waiting' | 'sending' | 'acknowledged';
    readonly isEdited: boolean;
    readonly isServed: boolean;
  },
): ContributionState {
  if (contribution.withdrawnAt !== undefined) return 'withdrawn';
  if (contribution.hiddenAt !== undefined) return 'hidden';
  if (facts.delivery !== 'acknowledged') return facts.delivery === 'waiting' ? 'on-device' : 'sent';
  if (facts.isServed) return 'served';
  return facts.isEdited ? 'edited' : 'posted';
}

/**
 * Whether a member reads the words of a contribution. Nobody does once its author has withdrawn
 * it; what the coachee hides is left to its author and to them.
 */
export function canReadWords(
  contribution: Pick<Contribution, 'by' | 'audience' | 'withdrawnAt' | 'hiddenAt'>,
  reader: Reader,
): boolean {
  if (contribution.withdrawnAt !== undefined || !isInAudience(contribution.audience, contribution.by, reader))
    return false;
  return contribution.hiddenAt === undefined || reader.role === 'coachee' || reader.person === contribution.by;
}

/** "This served me", said back to the giver in a sentence. Only the two of them and the coach read it. */
export const servedSchema = v.object({ ...authored, contribution: idSchema });
export type Served = v.InferOutput<typeof servedSchema> & { readonly id: Id };
