import { en, type Messages } from './en.js';
import type { Grammar } from './grammar.js';

const accented: Record<string, string> = { a: 'å', c: 'ç', e: 'é', i: 'î', n: 'ñ', o: 'ø', s: 'š', u: 'ü', A: 'Å', E: 'É', I: 'Î', O: 'Ø', U: 'Ü' };

const disguise = (text: string): string => `⟦${[...text].map((letter) => accented[letter] ?? letter).join('')} ${'·'.repeat(Math.ceil(text.length / 3))}⟧`;

/** English in disguise and a third longer: what stays plain on the screen was forgotten. For tests and design only. */
export function pseudo(grammar: Grammar): Messages {
  const entries = Object.entries(en(grammar)).map(([key, message]) => [
    key,
    typeof message === 'string' ? disguise(message) : (...args: never[]) => disguise((message as (...args: never[]) => string)(...args)),
  ]);
  return Object.fromEntries(entries) as Messages;
}
