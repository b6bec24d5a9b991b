import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { instantSchema, msOf } from '../value/time.js';

/** A yes or a no to one use, in one wording. A change of mind is a new consent; none is ever edited. */
export const consentSchema = v.object({
  person: idSchema,
  purpose: idSchema,
  wordingVersion: idSchema,
  given: v.boolean(),
  at: instantSchema,
});
export type Consent = v.InferOutput<typeof consentSchema> & { readonly id: Id };

/** Whether somebody's last word on this use, in this wording, was yes. A yes and a no at once are a no. */
export function hasConsent(
  consents: readonly Consent[],
  asked: Pick<Consent, 'person' | 'purpose' | 'wordingVersion'>,
): boolean {
  const answers = consents.filter(
    ({ person, purpose, wordingVersion }) =>
      person === asked.person && purpose === asked.purpose && wordingVersion === asked.wordingVersion,
  );
  const lastMs = Math.max(...answers.map(({ at }) => msOf(at)));
  const last = answers.filter(({ at }) => msOf(at) === lastMs);
  return last.length > 0 && last.every(({ given }) => given);
}
