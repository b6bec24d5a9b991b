import type { Json } from '../../src/model/value/json.js';

const isStorableText = (text: string): boolean =>
  !text.includes('\u0000') && Buffer.from(text, 'utf8').toString('utf8') === text;

/** Whether PostgreSQL can keep every text in it: no NUL, no half of a surrogate pair. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorableText(key) && isStorable(inner as Json));
}
