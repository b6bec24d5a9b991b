import * as v from './schema.js';
import { nameSchema } from './text.js';

/** A file beside words. Its id is the SHA-256 of its bytes, in hexadecimal. */
export const attachmentSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Use the SHA-256 of the file, in hexadecimal.')),
  name: nameSchema,
  mediaType: v.pipe(v.string(), v.maxLength(127), v.regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'Use a media type, such as "image/png".')),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(25_000_000)),
});
export type Attachment = v.InferOutput<typeof attachmentSchema>;
