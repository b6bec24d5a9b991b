import { en, type Messages } from './en.js';
import { fr } from './fr.js';
import { type Address, createGrammar, type Grammar } from './grammar.js';

export type { Address, Grammar, Messages };

/** A language: gives all texts, made with its own grammar. */
export type Locale = (grammar: Grammar) => Messages;

const locales = new Map<string, Locale>([['en', en], ['fr', fr]]);
const made = new Map<string, Messages>();

/** Adds a language, or replaces one, for elements that render from then on: `addLocale('de', de)`. */
export function addLocale(language: string, locale: Locale): void {
  locales.set(language.toLowerCase(), locale);
  made.clear();
}

/** The texts in that language, in the nearest one that we have, or in English. */
export function messagesIn(language: string, address: Address): Messages {
  const key = `${language} ${address}`;
  let messages = made.get(key);
  if (!messages) {
    const wanted = language.toLowerCase();
    const known = [wanted, wanted.split('-')[0] ?? ''].find((name) => locales.has(name)) ?? 'en';
    messages = (locales.get(known) ?? en)(createGrammar(spokenBy(known, language), address));
    made.set(key, messages);
  }
  return messages;
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
