import type { Fault } from '../value/remedies.js';
import * as v from '../value/schema.js';
import { nameSchema } from '../value/text.js';

/** A file beside words. Its id is the SHA-256 of its bytes, in hexadecimal. */
export const attachmentSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'hash' satisfies Fault)),
  name: nameSchema,
  mediaType: v.pipe(v.string(), v.maxLength(127), v.regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'media' satisfies Fault)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(25_000_000)),
});
export type Attachment = v.InferOutput<typeof attachmentSchema>;
