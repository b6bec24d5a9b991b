/** How a language speaks to somebody, where it must choose. */
export type Address = 'tu' | 'vous';

/** What a language's texts are made with; all from `Intl`, in that language. */
export interface Grammar {
  readonly address: Address;
  /** "Sofia, Driss and Hana". */
  list(names: readonly string[]): string;
  number(value: number): string;
  /** The form that the language uses for this count. */
  plural(
    count: number,
    forms: { readonly one: string; readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>,
  ): string;
}

export function createGrammar(language: string, address: Address): Grammar {
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return {
    address,
    list: (names) => lists.format(names),
    number: (value) => numbers.format(value),
    plural: (count, forms) => forms[plurals.select(count)] ?? forms.other,
  };
}

/** A title as a sentence: one that already ends in a mark needs no full stop. */
export const endSentence = (title: string): string => (/[.?!…]\u2069?$/.test(title) ? title : `${title}.`);
