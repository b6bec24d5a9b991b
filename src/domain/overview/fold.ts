/** Letters that are written otherwise where a keyboard lacks them, and that no form of Unicode takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ƒ: 'f',
  ə: 'e',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
};
const anyLetter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * Accents, points of Hebrew and Arabic, and what is not seen at all, such as a soft hyphen. Other marks stay: they
 * are vowels in India and Thailand, and make another letter in Japan.
 */
const unwritten =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\p{VS}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\p{Cf}]/gu;

/** Scripts that set no space between words. */
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu;

/** Beyond these letters, and halves of pairs, nothing of an unspaced script is found: a test that costs nearly nothing. */
const perhapsUnspaced = /[\u0e00-\u1fff\u2e80-\uffff]/;

/** ASCII, and the signs that every text has: whoever is this far needs no closer look. */
const isCommon = (text: string): boolean => /^[\0-\x7f\u00ab\u00bb\u2010-\u2027]*$/.test(text);

/** Text as it is compared: in small, without accents, with one way to write each letter. */
function fold(text: string): string {
  if (isCommon(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]+/g, '')
    .toLowerCase();
  return isCommon(bare)
    ? bare
    : bare.replaceAll(unwritten, '').replaceAll(anyLetter, (letter) => letters[letter] ?? letter);
}

/** A text as a search sees it. */
export interface Folded {
  /** What stands between spaces and signs. It is found by its beginning. */
  readonly words: readonly string[];
  /** Stretches of a script without spaces. They are found by whatever stands inside. */
  readonly runs: readonly string[];
}

/** What is written and what is asked are folded alike. */
export function foldedOf(text: string): Folded {
  const folded = fold(text);
  if (!perhapsUnspaced.test(folded)) return { words: wordsOf(folded), runs: [] };
  // Put together again: taken apart, "ga" would begin with "ka".
  const runs = (folded.match(unspaced) ?? []).flatMap(wordsOf).map((run) => run.normalize('NFC'));
  return { words: wordsOf(folded.replaceAll(unspaced, ' ')), runs };
}

const wordsOf = (folded: string): readonly string[] => folded.split(/[\s\p{Z}\p{P}]+/u).filter((word) => word !== '');

/** What an index keeps of it: of a run every two letters that follow each other, and the last by itself. */
export const indexTermsOf = (text: string): string[] => {
  const { words, runs } = foldedOf(text);
  return [...words, ...runs.flatMap((run) => pairsOf(run, true))];
};

/** What to ask an index for; each is the beginning of a term. */
export const askedTermsOf = (text: string): string[] => {
  const { words, runs } = foldedOf(text);
  return [...words, ...runs.flatMap((run) => pairsOf(run, false))];
};

function pairsOf(run: string, withLast: boolean): readonly string[] {
  const chars = [...run];
  const pairs = chars.map((char, index) => char + (chars[index + 1] ?? ''));
  return withLast || pairs.length === 1 ? pairs : pairs.slice(0, -1);
}

/** Whether all that is asked is there: words by their beginning, runs whole. */
export const holds = (text: Folded, asked: Folded): boolean =>
  asked.words.every((part) => text.words.some((word) => word.startsWith(part))) &&
  asked.runs.every((part) => text.runs.some((run) => run.includes(part)));
