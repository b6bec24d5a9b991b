import * as v from '../value/schema.js';
import { audienceSchema } from '../access/audience.js';
import { idSchema } from '../value/ids.js';
import { languageTagSchema, storable, textSchema } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/** Longest text a person may write in one item. */
export const maxTextLength = 20_000;

const line = v.pipe(v.string(), v.maxLength(2_000), storable);

/**
 * Everything a person says in an item, in one value, so that it can one day be replaced by a
 * sealed one. Audience, kind and time stay outside it.
 */
export const bodySchema = v.object({
  text: textSchema(maxTextLength),
  /** BCP 47, so that a screen reader says it in its own language. */
  lang: v.optional(languageTagSchema),
  /** The four lines of feedback that helps. */
  form: v.optional(v.object({ moment: line, saw: line, effect: line, next: line })),
});
export type Body = v.InferOutput<typeof bodySchema>;

/** What the server writes on every item made of words. A device's own values are shown until it answers. */
export const authored = {
  /** Person id, always the subject of the token that pushed. */
  by: idSchema,
  /** When the server received it. */
  at: instantSchema,
  /** When it was written, if that was long before, by the elapsed time of the author's device. */
  writtenAt: v.optional(instantSchema),
  audience: audienceSchema,
  body: bodySchema,
  /** When its author took the words back; the body then holds none. */
  withdrawnAt: v.optional(instantSchema),
};

/** What is left of words that their author took back: the shape, so that what answered them keeps its place. */
export const wordless = { text: '…' } as const;

/** When its author wrote it, as far as anybody can know. */
export const writtenAt = (item: { readonly at: string; readonly writtenAt?: string | undefined }): string =>
  item.writtenAt ?? item.at;
