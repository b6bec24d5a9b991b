import type { Messages } from './en.js';
import { type Address, createGrammar, type Grammar } from './grammar.js';

export type { Address, Grammar, Messages };

/** A language: gives all texts, made with its own grammar. */
export type Locale = (grammar: Grammar) => Messages;

/** A page fetches the language it speaks, and no other. */
const sources: Readonly<Record<string, () => Promise<Locale>>> = {
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
};
const locales = new Map<string, Locale>();
const arriving = new Map<string, Promise<void>>();
const made = new Map<string, Messages>();

/** Adds a language, or replaces one, for elements that render from then on: `addLocale('de', de)`. */
export function addLocale(language: string, locale: Locale): void {
  locales.set(language.toLowerCase(), locale);
  made.clear();
}

/** Whether texts can be said in that language at once. */
export const hasLocale = (language: string): boolean => locales.has(nearest(language));

/** Fetches what is needed to speak that language. Asked again after a failure, it tries again. */
export function loadLocale(language: string): Promise<void> {
  const known = nearest(language);
  const source = sources[known];
  if (!source || locales.has(known)) return Promise.resolve();
  const arrival = arriving.get(known) ?? source().then((locale) => addLocale(known, locale)).finally(() => arriving.delete(known));
  arriving.set(known, arrival);
  return arrival;
}

/** The texts in that language, in the nearest one that we have, or in English; `undefined` until they are loaded. */
export function messagesIn(language: string, address: Address): Messages | undefined {
  const key = `${language} ${address}`;
  let messages = made.get(key);
  if (messages) return messages;
  const known = nearest(language);
  messages = locales.get(known)?.(createGrammar(spokenBy(known, language), address));
  if (messages) made.set(key, messages);
  return messages;
}

/** Ours that stands for the asked one: `fr` for `fr-CA`, English for what we do not speak. */
function nearest(language: string): string {
  const wanted = language.toLowerCase();
  return [wanted, wanted.split('-')[0] ?? ''].find((name) => locales.has(name) || Object.hasOwn(sources, name)) ?? 'en';
}

/** The language for `Intl`: the asked one, or ours when the page's is not a language at all. */
function spokenBy(known: string, asked: string): string {
  try {
    const [first] = Intl.getCanonicalLocales(asked);
    return first?.toLowerCase().startsWith(known.split('-')[0] ?? known) ? first : known;
  } catch {
    return known;
  }
}
