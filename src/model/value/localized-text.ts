import * as v from './schema.js';
import { inOneLine, storable, textSchema } from './text.js';

/** A text in the languages that content is written in. Both are always there. */
export interface LocalizedText {
  readonly en: string;
  readonly fr: string;
}

const languageSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(20_000), storable);

export const localizedTextSchema = v.object({ en: languageSchema, fr: languageSchema });

const titleInLanguage = v.pipe(languageSchema, inOneLine);

/** A title in both languages, each in one line. */
export const localizedTitleSchema = v.object({ en: titleInLanguage, fr: titleInLanguage });

/** A title in both languages, or in somebody's own words, in one line. */
export const titleSchema = (maxLength: number) =>
  v.union([v.pipe(textSchema(maxLength), inOneLine), localizedTitleSchema]);

/** Content in both languages, or somebody's own words in one string. */
export const wordsOrLocalizedSchema = (maxLength: number) => v.union([textSchema(maxLength), localizedTextSchema]);

/** The text in the reader's language; English where we have no better. */
export function textIn(text: LocalizedText, locale: string): string {
  return locale.toLowerCase().startsWith('fr') ? text.fr : text.en;
}
