import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { lineSchema } from './text.js';
import { instantSchema } from './time.js';

/** "If this happens, then I do that", and each time it was tried. */
export const ifThenSchema = v.object({
  journey: idSchema,
  step: v.optional(idSchema),
  if: lineSchema,
  then: lineSchema,
  tried: v.pipe(v.array(v.object({ at: instantSchema, worked: v.optional(v.boolean()) })), v.maxLength(200)),
});
export type IfThen = v.InferOutput<typeof ifThenSchema> & { readonly id: Id };
