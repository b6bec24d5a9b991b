import type { Fault } from './remedies.js';
import * as v from './schema.js';

/** Whether a database and every browser can hold it: no zero character, no half of a pair. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** The check to put in every text that is kept. */
export const storable = v.check(isStorableText, 'broken' satisfies Fault);

/** [WD7] Whether a name shows something, and holds no control, no line break and nothing that changes the direction of other text. */
function isSeenName(name: string): boolean {
  return !/[\p{Cc}\u2028-\u202E\u2066-\u2069]/u.test(name) && /[^\p{DI}\p{Cf}\p{M}\p{Z}\u2800]/u.test(name);
}

/** Words of somebody, not blank. */
export const textSchema = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.maxLength(maxLength),
    v.check((text) => text.trim() !== '', 'blank' satisfies Fault),
    storable,
  );

/** For what is shown in one line: a line break or another control in it becomes a space, and what was kept with one stays readable. */
export const inOneLine = v.transform((text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));

/** A name or a title. */
export const nameSchema = textSchema(200);
/**
 * What somebody is called, where it comes in: something that is seen, without what turns the text around
 * it. The joiners and marks that names of many languages are written with are part of them.
 */
export const personNameSchema = v.pipe(nameSchema, v.check(isSeenName, 'name' satisfies Fault));
/** A sentence or a few. */
export const lineSchema = textSchema(2_000);
/** A language or locale, BCP 47. */
export const languageTagSchema = v.pipe(v.string(), v.maxLength(35), storable);
