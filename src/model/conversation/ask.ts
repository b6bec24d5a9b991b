import * as v from '../value/schema.js';
import { askForms } from './forum.js';
import { type Id, idSchema } from '../value/ids.js';
import { wordsOrLocalizedSchema } from '../value/localized-text.js';
import { roles } from '../people/membership.js';
import { instantSchema, msOf } from '../value/time.js';

export const askStates = ['open', 'answered', 'synthesised', 'closed'] as const;
export type AskState = (typeof askStates)[number];

/** One question put to some of the circle, in a topic. */
export const askSchema = v.object({
  topic: idSchema,
  form: v.picklist(askForms),
  question: wordsOrLocalizedSchema(2_000),
  to: v.pipe(v.array(v.picklist([...roles, 'anyone'])), v.minLength(1), v.maxLength(8)),
  openUntil: v.optional(instantSchema),
  state: v.picklist(askStates),
});
export type Ask = v.InferOutput<typeof askSchema> & { readonly id: Id };

/** Whether its time is over although nobody has closed it. Answers are still taken: the link lives on. */
export const isAskOverdue = (ask: Pick<Ask, 'state' | 'openUntil'>, nowMs: number): boolean =>
  ask.state !== 'closed' && ask.openUntil !== undefined && nowMs >= msOf(ask.openUntil);
