import * as v from '../value/schema.js';
import { audienceSchema } from '../access/audience.js';
import { type Id, idSchema } from '../value/ids.js';
import { lineSchema } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/** "If this happens, then I do that", and each time it was tried. It belongs to who wrote it. */
export const ifThenSchema = v.object({
  by: idSchema,
  at: instantSchema,
  step: v.optional(idSchema),
  if: lineSchema,
  then: lineSchema,
  tried: v.pipe(
    v.array(v.object({ at: instantSchema, worked: v.optional(v.boolean()) })),
    v.maxLength(200),
    v.readonly(),
  ),
  audience: audienceSchema,
});
export type IfThen = v.InferOutput<typeof ifThenSchema> & { readonly id: Id };
