import { type WallTime, wallTimeOf } from './wall-time.js';

/** How an event repeats, in whole days: the part of iCalendar's rules that people use for meetings. */
export interface RepetitionRule {
  readonly every: 'day' | 'week' | 'month' | 'year';
  readonly interval: number;
  readonly count?: number | undefined;
  readonly until?: WallTime | undefined;
  /** 0 is Sunday. `nth` counts in the month or the year, from its end when negative. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth?: number | undefined }[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  /** Which of the days that match in a period, from its end when negative. */
  readonly positions: readonly number[];
  readonly weekStart: number;
}

const units: ReadonlyMap<unknown, RepetitionRule['every']> = new Map([
  ['DAILY', 'day'],
  ['WEEKLY', 'week'],
  ['MONTHLY', 'month'],
  ['YEARLY', 'year'],
]);
const weekdayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const known = new Set(['freq', 'interval', 'count', 'until', 'wkst', 'byday', 'bymonthday', 'bymonth', 'bysetpos']);
const listLimit = 64;

/**
 * A rule as it came out of the parser; undefined when it repeats within a day, by week or day of the
 * year, or holds numbers that no calendar has.
 */
export function repetitionRuleOf(parsed: unknown): RepetitionRule | undefined {
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const parts: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(parsed));
  const every = units.get(parts['freq']);
  const interval = numberIn(parts['interval'] ?? 1, 1, 1_000);
  const count = parts['count'] === undefined ? undefined : numberIn(parts['count'], 1, 1_000_000);
  const until = parts['until'] === undefined ? undefined : wallTimeOf(parts['until']);
  const weekdays = listOf(parts['byday'], weekdayOf);
  const monthDays = listOf(parts['bymonthday'], (value) => signedIn(value, 31));
  const months = listOf(parts['bymonth'], (value) => numberIn(value, 1, 12));
  const positions = listOf(parts['bysetpos'], (value) => signedIn(value, 366));
  const weekStart = weekStartOf(parts['wkst']);
  const isWrong = (parts['count'] !== undefined && count === undefined) || (parts['until'] !== undefined && !until);
  if (!every || !interval || !weekdays || !monthDays || !months || !positions || weekStart < 0 || isWrong)
    return undefined;
  if (Object.keys(parts).some((name) => !known.has(name))) return undefined;
  if ((every === 'day' || every === 'week') && weekdays.some(({ nth }) => nth !== undefined)) return undefined;
  if (every === 'week' && monthDays.length > 0) return undefined;
  return { every, interval, count, until, weekdays, monthDays, months, positions, weekStart };
}

/** A list, one value, or nothing; undefined when one of them is wrong or there are too many. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (value === undefined) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = items.slice(0, listLimit).flatMap((item) => read(item) ?? []);
  return found.length === items.length ? found : undefined;
}

function numberIn(value: unknown, least: number, most: number): number | undefined {
  const number = typeof value === 'string' && /^[+-]?\d{1,7}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    ? number
    : undefined;
}

const signedIn = (value: unknown, most: number): number | undefined => {
  const number = numberIn(value, -most, most);
  return number === 0 ? undefined : number;
};

function weekdayOf(value: unknown): RepetitionRule['weekdays'][number] | undefined {
  const [, nth, name] = (typeof value === 'string' && /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value)) || [];
  const weekday = weekdayNames.indexOf(name ?? '');
  if (weekday < 0) return undefined;
  if (nth === undefined) return { weekday };
  const place = signedIn(nth, 53);
  return place === undefined ? undefined : { weekday, nth: place };
}

/** The parser gives it as a number from 1; without one a week starts on Monday. */
function weekStartOf(value: unknown): number {
  if (value === undefined) return 1;
  return typeof value === 'number' ? (numberIn(value, 1, 7) ?? 0) - 1 : weekdayNames.indexOf(String(value));
}
