import type { Instant, PlainDate } from '../../src/index.js';
import { knownZone } from '../../src/insight/local-clock.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "3 minutes ago", from one minute up to a week; then the day. Days are those of the reader's calendar. */
export function timeAgo(instant: Instant, now: number, language: string): string {
  const ms = Date.parse(instant);
  const elapsedMs = Math.max(0, now - ms);
  if (Number.isNaN(elapsedMs)) return '';
  const say = (count: number, unit: 'minute' | 'hour' | 'day'): string =>
    once<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(Intl.RelativeTimeFormat, language, {
      numeric: unit === 'day' ? 'auto' : 'always',
      style: 'short',
    }).format(-count, unit);
  // Nobody says "0 minutes ago".
  if (elapsedMs < hourMs) return say(Math.max(1, Math.floor(elapsedMs / minuteMs)), 'minute');
  const day = dayIn(ms);
  const days = (Date.parse(dayIn(now)) - Date.parse(day)) / dayMs;
  // A day on which the clocks are put back has more than 24 hours.
  if (elapsedMs < dayMs || days === 0) return say(Math.floor(elapsedMs / hourMs), 'hour');
  return days < 7 ? say(days, 'day') : dayAndMonth(day, language);
}

/** "12 November". */
export const dayAndMonth = (date: PlainDate, language: string): string =>
  format(date, language, { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** "12 Nov", "12–13 Nov". */
export const shortDay = (date: PlainDate, language: string, days = 1): string =>
  format(date, language, { day: 'numeric', month: 'short', timeZone: 'UTC' }, (days - 1) * dayMs);

/** Which day it is there, or here. */
export const dayIn = (ms: number, timeZone?: string): PlainDate =>
  formatOf('sv-SE', { ...(timeZone ? { timeZone: knownZone(timeZone) } : {}), dateStyle: 'short' }).format(ms);

/** "12 November": the day of a moment, where the reader is. */
export const dayOf = (instant: Instant, language: string): string =>
  Number.isNaN(Date.parse(instant)) ? '' : dayAndMonth(dayIn(Date.parse(instant)), language);

/** The whole moment, where the reader is. */
export const fullMoment = (instant: Instant, language: string): string =>
  format(instant, language, { dateStyle: 'full', timeStyle: 'short' });

/** Whole weeks from one day to another, from 0. */
export const weeksBetween = (from: PlainDate, to: PlainDate): number =>
  (Date.parse(to) - Date.parse(from)) / (7 * dayMs);

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
  const key = [language, ...Object.entries(options)].join();
  if (!made.has(key)) made.set(key, new Format(language, options));
  return made.get(key) as T;
}

/** What writes moments that way, in that language. */
export const formatOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once(Intl.DateTimeFormat, language, options);
