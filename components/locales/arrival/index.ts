import { createBook } from '../book.js';
import type { ArrivalMessages } from './en.js';

export type { ArrivalMessages };

/** The texts of the door for those who come by a link. */
export const arrivalBook = createBook<ArrivalMessages>({
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
});

/** Adds a language, or replaces one, beside `addLocale`. */
export const addArrivalLocale = arrivalBook.add;
