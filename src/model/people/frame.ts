import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { textSchema } from '../value/text.js';
import { instantSchema } from '../value/time.js';

/** What two people agree on before they begin: what it is for, what stays between them. */
export const frameSchema = v.object({
  membership: idSchema,
  text: textSchema(10_000),
  wordingVersion: idSchema,
  signedBy: v.pipe(v.array(v.object({ person: idSchema, at: instantSchema })), v.maxLength(10)),
  /** Lets a sponsor read what the guides read. Nothing else does. */
  sponsorReadsGuides: v.optional(v.boolean()),
});
export type Frame = v.InferOutput<typeof frameSchema> & { readonly id: Id };

/** Whether all of these people have signed it. */
export const isSignedByAll = (frame: Pick<Frame, 'signedBy'>, people: readonly Id[]): boolean =>
  people.every((person) => frame.signedBy.some((signature) => signature.person === person));
