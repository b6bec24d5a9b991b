import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { titleSchema, wordsOrLocalizedSchema } from '../value/localized-text.js';
import { lineSchema } from '../value/text.js';
import { instantSchema } from '../value/time.js';
import { audienceSchema } from '../access/audience.js';

export const goalLevels = [-2, -1, 0, 1, 2] as const;
export type GoalLevel = (typeof goalLevels)[number];

const goalTextSchema = wordsOrLocalizedSchema(1_000);
const levelSchema = v.picklist(goalLevels);

/** A goal on five levels. The template's words are in both languages, the person's own are one string. */
export const goalSchema = v.object({
  title: titleSchema(1_000),
  levels: v.object({
    '-2': goalTextSchema,
    '-1': goalTextSchema,
    '0': goalTextSchema,
    '1': goalTextSchema,
    '2': goalTextSchema,
  }),
  importance: v.picklist([1, 2, 3]),
  difficulty: v.picklist([1, 2, 3]),
  baseline: levelSchema,
  audience: audienceSchema,
});
export type Goal = v.InferOutput<typeof goalSchema> & { readonly id: Id };

/** Where somebody sees the goal today. Self and coach rate apart. */
export const goalRatingSchema = v.object({
  goal: idSchema,
  by: idSchema,
  at: instantSchema,
  level: levelSchema,
  audience: audienceSchema,
  /** What was seen that says so. */
  moment: v.optional(lineSchema),
});
export type GoalRating = v.InferOutput<typeof goalRatingSchema> & { readonly id: Id };
