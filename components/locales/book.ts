import { languageTag } from './language-tag.js';
import { type Address, createGrammar, type Grammar } from './grammar.js';

/** The texts of one language, made with its own grammar. */
export type LocaleOf<M> = (grammar: Grammar) => M;

/** A set of texts in several languages, of which a page fetches the one it speaks and no other. */
export interface Book<M> {
  /** Adds a language, or replaces one, for elements that render from then on. */
  add(language: string, locale: LocaleOf<M>): void;
  /** Whether texts can be said in that language at once. */
  has(language: string): boolean;
  /** Fetches what is needed to speak that language. Asked again after a failure, it tries again. */
  load(language: string): Promise<void>;
  /** The languages that are there. */
  languages(): readonly string[];
  /** The texts in that language, in the nearest one that we have, or in English; `undefined` until they are loaded. */
  in(language: string, address: Address): M | undefined;
}

export function createBook<M>(sources: Readonly<Record<string, () => Promise<LocaleOf<M>>>>): Book<M> {
  const locales = new Map<string, LocaleOf<M>>();
  const arriving = new Map<string, Promise<void>>();
  const made = new Map<string, M>();

  /** Ours that stands for the asked one: `fr` for `fr-CA`, English for what we do not speak. */
  function nearest(language: string): string {
    const wanted = languageTag(language)?.toLowerCase() ?? '';
    return (
      [wanted, wanted.split('-')[0] ?? ''].find((name) => locales.has(name) || Object.hasOwn(sources, name)) ?? 'en'
    );
  }
  function add(language: string, locale: LocaleOf<M>): void {
    locales.set((languageTag(language) ?? language).toLowerCase(), locale);
    made.clear();
  }
  return {
    add,
    languages: () => [...locales.keys()],
    has: (language) => locales.has(nearest(language)),
    load(language) {
      const known = nearest(language);
      const source = sources[known];
      if (!source || locales.has(known)) return Promise.resolve();
      const arrival =
        arriving.get(known) ??
        source()
          .then((locale) => add(known, locale))
          .finally(() => arriving.delete(known));
      arriving.set(known, arrival);
      return arrival;
    },
    in(language, address) {
      const key = `${language} ${address}`;
      let messages = made.get(key);
      if (messages) return messages;
      const known = nearest(language);
      messages = locales.get(known)?.(createGrammar(spokenBy(known, language), address));
      if (messages) made.set(key, messages);
      return messages;
    },
  };
}

/** The language for `Intl`: the asked one, or ours when that is another language, or none. */
function spokenBy(known: string, asked: string): string {
  const tag = languageTag(asked);
  return tag?.toLowerCase().startsWith(known.split('-')[0] ?? known) ? tag : known;
}
