import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { instantSchema } from '../value/time.js';
import { bodySchema } from './words.js';

/**
 * A guide's private note. It lives in the space that its author alone reads, on all of their devices; the person
 * accompanied may know how many there are.
 */
export const noteSchema = v.object({
  by: idSchema,
  at: instantSchema,
  writtenAt: v.optional(instantSchema),
  body: bodySchema,
  /** What it is about: a step, a goal, a topic, somebody's words. */
  item: v.optional(idSchema),
});
export type Note = v.InferOutput<typeof noteSchema> & { readonly id: Id };
