import * as v from 'valibot';

/** A text in the languages that content is written in. Both are always there. */
export interface LocalizedText {
  readonly en: string;
  readonly fr: string;
}

const textSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(20_000));

export const localizedTextSchema = v.object({ en: textSchema, fr: textSchema });

/** The text in the reader's language; English where we have no better. */
export function textIn(text: LocalizedText, locale: string): string {
  return locale.toLowerCase().startsWith('fr') ? text.fr : text.en;
}
