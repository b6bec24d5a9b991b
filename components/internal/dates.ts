import type { Instant, PlainDate } from '../../src/index.js';

const minuteMs = 60_000;
const units = [
  ['minute', minuteMs, 60],
  ['hour', 60 * minuteMs, 24],
  ['day', 24 * 60 * minuteMs, 7],
] as const;

/** "3 minutes ago", from one minute up to a week; then the day. */
export function timeAgo(instant: Instant, now: number, language: string): string {
  const elapsedMs = Math.max(0, now - Date.parse(instant));
  if (Number.isNaN(elapsedMs)) return '';
  for (const [unit, unitMs, limit] of units) {
    // Nobody says "0 minutes ago".
    const count = Math.max(1, Math.floor(elapsedMs / unitMs));
    if (count < limit) return once<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(Intl.RelativeTimeFormat, language, { numeric: unit === 'day' ? 'auto' : 'always', style: 'short' }).format(-count, unit);
  }
  return dayAndMonth(instant.slice(0, 10), language);
}

/** "12 November". */
export const dayAndMonth = (date: PlainDate, language: string): string => format(date, language, { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** "12 Nov", "12–13 Nov". */
export const shortDay = (date: PlainDate, language: string, days = 1): string => format(date, language, { day: 'numeric', month: 'short', timeZone: 'UTC' }, (days - 1) * 24 * 60 * minuteMs);

/** Which day it is there, or here. */
export const dayIn = (ms: number, timeZone?: string): PlainDate => formatOf('sv-SE', { ...(timeZone ? { timeZone } : {}), dateStyle: 'short' }).format(ms);

/** The whole moment, where the reader is. */
export const fullMoment = (instant: Instant, language: string): string => format(instant, language, { dateStyle: 'full', timeStyle: 'short' });

/** Whole weeks from one day to another, from 0. */
export const weeksBetween = (from: PlainDate, to: PlainDate): number => (Date.parse(to) - Date.parse(from)) / (7 * 24 * 60 * minuteMs);

function format(date: string, language: string, options: Intl.DateTimeFormatOptions, lastsMs = 0): string {
  const ms = Date.parse(date);
  const text = Number.isNaN(ms) ? '' : formatOf(language, options).formatRange(ms, ms + lastsMs);
  // French counts the first day, and Intl does not know it.
  const said = language.startsWith('fr') ? text.replace(/(?<![^\s])1(?=\s\p{L}{3})/u, '1er') : text;
  // A day and its month stay on one line.
  return options.day ? said.replaceAll(' ', '\u00a0') : said;
}

// Making one takes a hundred times longer than using it, and every voice of a long topic has two.
const made = new Map<string, unknown>();
function once<O extends object, T>(Format: new (language: string, options: O) => T, language: string, options: O): T {
  const key = language + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Format(language, options));
  return made.get(key) as T;
}

/** What writes moments that way, in that language. */
export const formatOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => once(Intl.DateTimeFormat, language, options);
