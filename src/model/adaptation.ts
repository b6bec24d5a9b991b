import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { localizedTextSchema } from './localized-text.js';
import { instantSchema } from './time.js';

export const adaptationOps = ['move', 'skip', 'replace', 'add', 'use', 'soften'] as const;

const reasonSchema = v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)), localizedTextSchema]);

/** One change that the coach makes to the template for this person, with its reason. */
export const adaptationSchema = v.object({
  by: idSchema,
  at: instantSchema,
  op: v.picklist(adaptationOps),
  /** Template step that it changes; for `add`, the step it comes after. */
  target: idSchema,
  /** `move`: the week it goes to. */
  week: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(520))),
  /** `use`: which of the step's prepared variants. */
  variant: v.optional(idSchema),
  reason: reasonSchema,
});
export type Adaptation = v.InferOutput<typeof adaptationSchema> & { readonly id: Id };
