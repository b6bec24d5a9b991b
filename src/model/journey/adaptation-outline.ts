import * as v from '../value/schema.js';
import type { StepContent } from './adaptation-content.js';
import { idSchema } from '../value/ids.js';
import { wordsOrLocalizedSchema } from '../value/localized-text.js';
import { instantSchema } from '../value/time.js';

export const adaptationOps = ['move', 'skip', 'replace', 'add', 'use', 'soften'] as const;
export type AdaptationOp = (typeof adaptationOps)[number];

/** What every adaptation says, besides its content. */
export const adaptationEntries = {
  by: idSchema,
  at: instantSchema,
  op: v.picklist(adaptationOps),
  /** The step that it changes, of the template or added by an adaptation; for `add`, the step it comes after. */
  target: idSchema,
  /** `move`: the week it goes to. `add`, `replace`: the week of the new step, without it that of the target. */
  week: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(520))),
  /** `use`: which of the step's prepared variants. */
  variant: v.optional(idSchema),
  reason: wordsOrLocalizedSchema(2_000),
};

/** An adaptation as a reader checks it: its content was checked in full, by `adaptationSchema`, where it was written. */
export const adaptationOutlineSchema = v.object({
  ...adaptationEntries,
  content: v.optional(
    v.custom<StepContent>((input) => typeof input === 'object' && input !== null, 'Not the content of a step.'),
  ),
});
