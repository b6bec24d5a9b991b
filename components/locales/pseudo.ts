import { en, type Messages } from './en.js';
import type { Grammar } from './grammar.js';

const accented: Record<string, string> = {
  a: 'å',
  c: 'ç',
  e: 'é',
  i: 'î',
  n: 'ñ',
  o: 'ø',
  s: 'š',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ø',
  U: 'Ü',
};

const disguise = (text: string): string =>
  `⟦${[...text].map((letter) => accented[letter] ?? letter).join('')} ${'·'.repeat(Math.ceil(text.length / 3))}⟧`;

/** English in disguise and a third longer: what stays plain on the screen was forgotten. For tests and design only. */
export const pseudo = (grammar: Grammar): Messages => disguised(en(grammar));

/** The same for other texts than the widget's own. */
export function disguised<M extends object>(messages: M): M {
  const entries = Object.entries(messages).map(([key, message]: [string, unknown]) => [
    key,
    typeof message === 'string'
      ? disguise(message)
      : (...args: never[]) => disguise((message as (...args: never[]) => string)(...args)),
  ]);
  return Object.fromEntries(entries) as M;
}
