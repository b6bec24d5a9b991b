import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { instantSchema } from '../value/time.js';

/** One decision of a rule to say something to somebody, or, by the draw of the hold-out, to say nothing. */
export const nudgeSchema = v.object({
  rule: idSchema,
  /** Person. */
  to: idSchema,
  decidedAt: instantSchema,
  /** False for the share that is held out, so that the effect can be known. */
  sent: v.boolean(),
  state: v.picklist(['decided', 'shown', 'followed', 'dismissed', 'lapsed']),
  /** Whether what the rule hopes for happened in its time. Absent until that time is over. */
  effect: v.optional(v.boolean()),
});
export type Nudge = v.InferOutput<typeof nudgeSchema> & { readonly id: Id };
