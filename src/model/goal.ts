import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { localizedTextSchema } from './localized-text.js';
import { instantSchema } from './time.js';
import { audienceSchema } from './audience.js';

export const goalLevels = [-2, -1, 0, 1, 2] as const;
export type GoalLevel = (typeof goalLevels)[number];

const goalTextSchema = v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)), localizedTextSchema]);
const levelSchema = v.picklist(goalLevels);

/** A goal on five levels. The template's words are in both languages, the person's own are one string. */
export const goalSchema = v.object({
  title: goalTextSchema,
  levels: v.object({ '-2': goalTextSchema, '-1': goalTextSchema, '0': goalTextSchema, '1': goalTextSchema, '2': goalTextSchema }),
  importance: v.picklist([1, 2, 3]),
  difficulty: v.picklist([1, 2, 3]),
  baseline: levelSchema,
  audience: audienceSchema,
});
export type Goal = v.InferOutput<typeof goalSchema> & { readonly id: Id };

/** Where somebody sees the goal today. Self and coach rate apart. */
export const goalRatingSchema = v.object({ goal: idSchema, by: idSchema, at: instantSchema, level: levelSchema, audience: audienceSchema });
export type GoalRating = v.InferOutput<typeof goalRatingSchema> & { readonly id: Id };
