/** Scripts that tell in what language somebody writes, by the letters of which they write most. */
const scripts: readonly (readonly [script: string, letter: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Hebr', /\p{Script=Hebrew}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Grek', /\p{Script=Greek}/gu],
  ['Deva', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Kore', /\p{Script=Hangul}/gu],
  ['Jpan', /\p{Script=Hiragana}|\p{Script=Katakana}/gu],
  ['Hani', /\p{Script=Han}/gu],
];

/**
 * The language of somebody's words, as far as it can be told: the first of the writer's own languages
 * that is written in the letters of the text, else the page's if that one is.
 *
 * @param own As the writer's browser has them.
 * @returns Undefined where none fits: words without a language are better than words with a wrong one.
 */
export function languageOfWords(
  text: string,
  pageLanguage: string,
  own: readonly string[] = navigator.languages ?? [],
): string | undefined {
  const script = scriptOf(text);
  const languages = [...own, pageLanguage];
  if (script === undefined)
    return /\p{L}/u.test(text) ? undefined : languages.find((language) => scriptsOf(language).length > 0);
  return languages.find((language) => scriptsOf(language).includes(script));
}

/** A text with its language, where that can be told. */
export function bodyOf(text: string, pageLanguage: string): { readonly text: string; readonly lang?: string } {
  const lang = languageOfWords(text, pageLanguage);
  return lang === undefined ? { text } : { text, lang };
}

function scriptOf(text: string): string | undefined {
  const counts = scripts.map(([script, letter]) => [script, text.match(letter)?.length ?? 0] as const);
  // Japanese is written in signs of both kinds: one of its own tells.
  const isJapanese = counts.some(([script, count]) => script === 'Jpan' && count > 0);
  const [most] = counts.filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
  return most?.[0] === 'Hani' && isJapanese ? 'Jpan' : most?.[0];
}

/** In what a language is written; nothing for what is no language, as some browsers' settings are. */
function scriptsOf(language: string): readonly string[] {
  try {
    const { script = '' } = new Intl.Locale(language).maximize();
    return script === 'Hans' || script === 'Hant' || script === 'Jpan' ? [script, 'Hani'] : [script];
  } catch {
    return [];
  }
}
