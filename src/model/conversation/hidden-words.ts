import type { Fields } from '../value/json.js';
import { wordless } from './words.js';

/** The shape of an item without any of its words: what answered it keeps its place. */
export function withoutWords({ attachments: _, ...fields }: Fields): Fields {
  return { ...fields, body: { ...wordless } };
}

/** [WD2] Words that their author took back are none, whatever else is written with them. */
export const keepsNoWords = (fields: Fields): boolean =>
  fields['withdrawnAt'] !== undefined && fields['body'] !== undefined;

/**
 * [WD1] The fields of an item as one of its readers may know them: of words that the person
 * accompanied has hidden, all but their author and that person get the shape only.
 */
export function fieldsReadBy(
  fields: Fields,
  { person, isCoachee }: { readonly person: string; readonly isCoachee: boolean },
): Fields {
  if (fields['hiddenAt'] === undefined || isCoachee || fields['by'] === person) return fields;
  return withoutWords(fields);
}
