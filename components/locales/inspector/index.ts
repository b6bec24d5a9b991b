import { createBook, type LocaleOf } from '../book.js';
import type { InspectorMessages } from './en.js';

export type { InspectorMessages };

/** A language of the inspector. */
export type InspectorLocale = LocaleOf<InspectorMessages>;

/** The texts of the inspector; they come with it. */
export const inspectorBook = createBook<InspectorMessages>({
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
});

/** Adds a language, or replaces one, beside `addLocale`: the texts of the inspector. */
export const addInspectorLocale = inspectorBook.add;
