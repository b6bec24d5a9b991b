import * as v from '../value/schema.js';
import { audienceSchema } from '../access/audience.js';
import { contributionKinds } from './forum.js';
import { parseInput } from '../value/parse.js';
import { storable } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/** What is written may be too long to be posted: it is kept all the same, while its author shortens it. */
const text = v.pipe(v.string(), v.maxLength(200_000), storable);

/** What somebody has begun to write, and what they chose for it so far. */
export const draftWordsSchema = v.object({
  text,
  form: v.optional(v.object({ moment: text, saw: text, effect: text, next: text })),
  audience: v.optional(audienceSchema),
  kind: v.optional(v.picklist(contributionKinds)),
  /** Set when its author wants it posted later by this device: when, and where to. */
  later: v.optional(
    v.object({
      at: instantSchema,
      to: v.pipe(v.record(v.pipe(v.string(), storable), v.pipe(v.string(), storable)), v.maxEntries(20)),
    }),
  ),
});
export type DraftWords = v.InferOutput<typeof draftWordsSchema>;

/** Checks them where they are written; no other device ever gives any. */
export const parseDraftWords = (words: unknown): DraftWords =>
  parseInput(draftWordsSchema, words, 'These are no words to keep.');
