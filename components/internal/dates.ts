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
    if (count < limit) return new Intl.RelativeTimeFormat(language, { numeric: unit === 'day' ? 'auto' : 'always', style: 'short' }).format(-count, unit);
  }
  return dayAndMonth(instant.slice(0, 10), language);
}

/** "12 November". */
export const dayAndMonth = (date: PlainDate, language: string): string => format(date, language, { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** "12 Nov". */
export const shortDay = (date: PlainDate, language: string): string => format(date, language, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The whole moment, where the reader is. */
export const fullMoment = (instant: Instant, language: string): string => format(instant, language, { dateStyle: 'full', timeStyle: 'short' });

/** A time on somebody's clock, with the day when it is not today's there: "9:00", "Monday 9:00". */
export function clockTime(ms: number, timeZone: string, now: number, language: string): string {
  const day = (moment: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
  return new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit', ...(day(ms) === day(now) ? {} : { weekday: 'long' }) }).format(ms);
}

/** Whole weeks from one day to another, from 0. */
export const weeksBetween = (from: PlainDate, to: PlainDate): number => (Date.parse(to) - Date.parse(from)) / (7 * 24 * 60 * minuteMs);

function format(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? '' : new Intl.DateTimeFormat(language, options).format(ms);
}
