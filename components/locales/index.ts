import { createBook, type LocaleOf } from './book.js';
import type { Messages } from './en.js';
import type { FirstMessages } from './first/en.js';
import type { Address, Grammar } from './grammar.js';
import type { LaterMessages } from './later/en.js';

export type { Address, FirstMessages, Grammar, LaterMessages, Messages };

/** A language: gives all texts, made with its own grammar. */
export type Locale = LocaleOf<Messages>;

/** The texts that the widget shows at once. */
export const firstBook = createBook<FirstMessages>({
  en: async () => (await import('./first/en.js')).en,
  fr: async () => (await import('./first/fr.js')).fr,
});

/** The texts of what is opened from there; they come with the elements that say them. */
export const laterBook = createBook<LaterMessages>({
  en: async () => (await import('./later/en.js')).en,
  fr: async () => (await import('./later/fr.js')).fr,
});

/** Adds a language, or replaces one, for elements that render from then on: `addLocale('de', de)`. */
export function addLocale(language: string, locale: Locale): void {
  firstBook.add(language, locale);
  laterBook.add(language, locale);
}

/** Fetches what is needed to speak that language. Asked again after a failure, it tries again. */
export async function loadLocale(language: string): Promise<void> {
  await Promise.all([firstBook.load(language), laterBook.load(language)]);
}

/** The texts in that language, in the nearest one that we have, or in English; `undefined` until all of them are loaded. */
export function messagesIn(language: string, address: Address): Messages | undefined {
  const [first, later] = [firstBook.in(language, address), laterBook.in(language, address)];
  return first && later && { ...first, ...later };
}

/** Fetches the later texts in the languages that the page speaks so far. */
export async function loadLaterTexts(): Promise<void> {
  await Promise.all(firstBook.languages().map(laterBook.load));
}
