import { languageTag } from '../locales/language-tag.js';
import { findUp } from '../client/tree.js';

/**
 * The language of a place in the page: a `locale` on one of our elements, else the nearest `lang`, else the reader's
 * own. What names no language is passed over, wherever it stands.
 */
export const languageAt = (node: Node): string => findUp(node, languageOf) ?? readersOwn() ?? 'en';

function languageOf(element: Element): string | undefined {
  // Our own frames repeat the language for screen readers, a moment late.
  if (element.part.contains('base')) return undefined;
  return (element.localName.includes('-') ? localeOf(element) : undefined) ?? languageTag(element.getAttribute('lang'));
}

/** As a page says it: by the property, or by the attribute where the element is not upgraded yet. */
const localeOf = (element: Element & { readonly locale?: unknown }): string | undefined =>
  languageTag(element.locale) ?? languageTag(element.getAttribute('locale'));

function readersOwn(): string | undefined {
  for (const said of [navigator.language, ...(navigator.languages ?? [])]) {
    const language = languageTag(said);
    if (language) return language;
  }
  return undefined;
}

/** Whether texts run from right to left there. */
export const directionOf = (language: string): 'rtl' | 'ltr' =>
  /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i.test(language) ? 'rtl' : 'ltr';

type Listener = () => void;
const listeners = new Set<Listener>();
const observer = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(languageMayHaveChanged);

/** Tells every element to read its language again. */
export function languageMayHaveChanged(): void {
  for (const listener of listeners) listener();
}

/** Calls back whenever the page changes its `lang`, until what is returned is called. */
export function watchLanguage(listener: Listener): () => void {
  if (listeners.size === 0)
    observer?.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) observer?.disconnect();
  };
}
