import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { instantSchema } from './time.js';
import { authored } from './words.js';

export const challengeStates = ['raised', 'seen', 'accompanied', 'passed', 'learnt', 'let-go'] as const;

/** "This is hard, now." Answers are contributions whose topic is the challenge. */
export const challengeSchema = v.object({ ...authored, state: v.picklist(challengeStates) });
export type Challenge = v.InferOutput<typeof challengeSchema> & { readonly id: Id };

/**
 * Somebody has read an item. One record per item and reader, read by the author of the item and
 * by that reader (and by the coachee, whose space it is). Its id is `<item>_<reader's membership>`.
 */
export const readMarkSchema = v.object({ item: idSchema, by: idSchema, at: instantSchema });
export type ReadMark = v.InferOutput<typeof readMarkSchema> & { readonly id: Id };

export const readMarkIdOf = (item: Id, membership: Id): Id => `${item}_${membership}`;
