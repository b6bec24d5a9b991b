import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { localizedTextSchema } from './localized-text.js';
import { authored } from './words.js';
import { instantSchema } from './time.js';
import { roles } from './membership.js';

export const topicStates = ['open', 'synthesised', 'closed'] as const;

export const askForms = ['moment', 'forward', 'encourage', 'open'] as const;

/** A conversation that the person opens in the forum of their own development. Its body is the opening. */
export const topicSchema = v.object({
  ...authored,
  state: v.picklist(topicStates),
  pinned: v.boolean(),
  step: v.optional(idSchema),
  /** The step's title, for readers who may know that and nothing else of the path. */
  stepTitle: v.optional(localizedTextSchema),
  /** Set when the topic asks the circle for something. */
  ask: v.optional(v.object({ form: v.picklist(askForms), to: v.array(v.picklist([...roles, 'anyone'])), openUntil: v.optional(instantSchema) })),
});
export type Topic = v.InferOutput<typeof topicSchema> & { readonly id: Id };

export const contributionKinds = [
  'advice', 'suggestion', 'encouragement', 'moment', 'story', 'question', 'answer', 'learning', 'synthesis', 'practice', 'harvest',
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
  withdrawnAt: v.optional(instantSchema),
  /** Set by the coachee; the author is told. */
  hiddenAt: v.optional(instantSchema),
});
export type Contribution = v.InferOutput<typeof contributionSchema> & { readonly id: Id };

/** "This served me", said back to the giver in a sentence. Only the two of them and the coach read it. */
export const servedSchema = v.object({ ...authored, contribution: idSchema });
export type Served = v.InferOutput<typeof servedSchema> & { readonly id: Id };
