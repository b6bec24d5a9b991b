import * as v from '../value/schema.js';
import type { DraftWords } from './draft-words.js';
import { type Id, idSchema } from '../value/ids.js';
import { storable } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/**
 * Words that are not posted yet. They live in their author's own space, which never leaves the device;
 * they are checked where they are written, so that a page which writes none does not pay for it.
 */
export const draftSchema = v.object({
  by: idSchema,
  at: instantSchema,
  /** Where they are written, in the words of whoever keeps them. */
  place: v.pipe(v.string(), storable),
  /** In one field, so that what is written anew takes the place of all that was there. */
  words: v.custom<DraftWords>((words) => typeof words === 'object' && words !== null, 'Not words that are kept.'),
});
export type Draft = v.InferOutput<typeof draftSchema> & { readonly id: Id };
