import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { maxTextLength } from './words.js';
import { textSchema } from '../value/text.js';

/** A guide's private note. Only its author reads it; the person accompanied may know how many there are. */
export const noteSchema = v.object({
  journey: idSchema,
  by: idSchema,
  text: textSchema(maxTextLength),
  audience: v.object({ kind: v.literal('self') }),
});
export type Note = v.InferOutput<typeof noteSchema> & { readonly id: Id };
