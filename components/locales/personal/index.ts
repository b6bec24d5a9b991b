import { createBook, type LocaleOf } from '../book.js';
import type { PersonalMessages } from './en.js';

export type { PersonalMessages };

/** A language of the elements that come when they are asked for. */
export type PersonalLocale = LocaleOf<PersonalMessages>;

/** The texts of what is the person's own: goals, thanks, circle, plans, events, and what they take with them. */
export const personalBook = createBook<PersonalMessages>({
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
});

/** Adds a language, or replaces one, beside `addLocale`: the texts of the elements that come when they are asked for. */
export const addPersonalLocale = personalBook.add;
