import type { Fault } from './remedies.js';
import * as v from './schema.js';

/** Whether a database and every browser can hold it: no zero character, no half of a pair. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** The check to put in every text that is kept. */
export const storable = v.check(isStorableText, 'broken' satisfies Fault);

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
/** A sentence or a few. */
export const lineSchema = textSchema(2_000);
/** A language or locale, BCP 47. */
export const languageTagSchema = v.pipe(v.string(), v.maxLength(35), storable);
