import * as v from '../value/schema.js';
import { audienceSchema } from './audience.js';
import { type Id, idSchema } from '../value/ids.js';
import { lineSchema } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/** A change of audience that waits for the yes of those it takes. */
export const moveProposalSchema = v.object({
  item: idSchema,
  /** Person who proposes. Their yes is in it. */
  by: idSchema,
  at: instantSchema,
  from: audienceSchema,
  to: audienceSchema,
  reason: v.optional(lineSchema),
  answers: v.pipe(v.array(v.object({ person: idSchema, isYes: v.boolean(), at: instantSchema })), v.maxLength(100)),
});
export type MoveProposal = v.InferOutput<typeof moveProposalSchema> & { readonly id: Id };
export type MoveAnswer = MoveProposal['answers'][number];

/** The proposal with somebody's answer. Who answers again changes their mind. */
export const withAnswer = (proposal: MoveProposal, answer: MoveAnswer): MoveProposal => ({
  ...proposal,
  answers: [...proposal.answers.filter(({ person }) => person !== answer.person), answer],
});
