import { createBook, type LocaleOf } from './book.js';
import type { Messages } from './en.js';
import type { Address, Grammar } from './grammar.js';

export type { Address, Grammar, Messages };

/** A language: gives all texts, made with its own grammar. */
export type Locale = LocaleOf<Messages>;

/** The texts that the widget shows at once. */
export const widgetBook = createBook<Messages>({
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
});

/** Adds a language, or replaces one, for elements that render from then on: `addLocale('de', de)`. */
export const addLocale = widgetBook.add;

/** Fetches what is needed to speak that language. Asked again after a failure, it tries again. */
export const loadLocale = widgetBook.load;

/** The texts in that language, in the nearest one that we have, or in English; `undefined` until they are loaded. */
export const messagesIn = widgetBook.in;
