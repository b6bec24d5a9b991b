import * as v from 'valibot';
import { audienceSchema } from './audience.js';
import { contributionKinds } from './forum.js';
import { type Id, idSchema } from './ids.js';
import { storable } from './text.js';
import { instantSchema } from './time.js';
import { maxTextLength } from './words.js';

const line = v.pipe(v.string(), v.maxLength(2_000), storable);

/** Words that are not posted yet. They live in their author's own space, which never leaves the device. */
export const draftSchema = v.object({
  by: idSchema,
  at: instantSchema,
  /** Where they are written, in the words of whoever keeps them. */
  place: v.pipe(v.string(), v.maxLength(900)),
  /** In one field, so that what is written anew takes the place of all that was there. */
  words: v.object({
    text: v.pipe(v.string(), v.maxLength(maxTextLength), storable),
    form: v.optional(v.object({ moment: line, saw: line, effect: line, next: line })),
    audience: v.optional(audienceSchema),
    kind: v.optional(v.picklist(contributionKinds)),
    /** Set when its author wants it posted later by this device: when, and where to. */
    later: v.optional(v.object({ at: instantSchema, to: v.record(v.string(), v.string()) })),
  }),
});
export type Draft = v.InferOutput<typeof draftSchema> & { readonly id: Id };
