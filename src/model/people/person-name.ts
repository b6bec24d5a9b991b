import type { Fault } from '../value/remedies.js';
import * as v from '../value/schema.js';
import { nameSchema } from '../value/text.js';

/** [WD7] Whether a name shows something, and holds no control, no line break and nothing that changes the direction of other text. */
function isSeenName(name: string): boolean {
  return !/[\p{Cc}\u2028-\u202E\u2066-\u2069]/u.test(name) && /[^\p{DI}\p{Cf}\p{M}\p{Z}\u2800]/u.test(name);
}

/**
 * What somebody is called, where it comes in: something that is seen, without what turns the text around
 * it. The joiners and marks that names of many languages are written with are part of them.
 */
export const personNameSchema = v.pipe(nameSchema, v.check(isSeenName, 'name' satisfies Fault));
