import type { Fault } from './remedies.js';
import * as v from './schema.js';

/** A moment, ISO 8601 in UTC: `2026-11-12T17:42:00.000Z`. */
export type Instant = string;
/** A day on somebody's calendar: `2026-11-12`. It means nothing without their time zone. */
export type PlainDate = string;
/** An IANA name: `Europe/Madrid`. */
export type TimeZone = string;

// A date that no calendar holds (31 February) would be read as another one.
const isOnCalendar = (text: string): boolean => {
  const day = text.slice(0, 10);
  const ms = Date.parse(day);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day);
};
const isMoment = (text: string): boolean => Number.isFinite(Date.parse(text));
const notADay = 'no day' satisfies Fault;

export const instantSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'instant' satisfies Fault),
  v.maxLength(32),
  v.check(isOnCalendar, notADay),
  v.check(isMoment, 'no moment' satisfies Fault),
);
export const plainDateSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'day' satisfies Fault), v.check(isOnCalendar, notADay));
export const timeZoneSchema = v.pipe(
  v.string(),
  v.maxLength(64),
  v.check(isTimeZone, 'zone' satisfies Fault),
);

/** Asking costs more than all the rest of a member. */
const knownZones = new Set<string>();

function isTimeZone(name: string): boolean {
  try {
    if (!knownZones.has(name)) new Intl.DateTimeFormat('en', { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

export const instantOf = (ms: number): Instant => new Date(ms).toISOString();
export const msOf = (instant: Instant): number => Date.parse(instant);

const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/** Which day it is there, at that moment. */
export function dateIn(timeZone: TimeZone, ms: number): PlainDate {
  // Making one takes a hundred times longer than using it, and there are few zones. Sweden writes dates as ISO does.
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })));
  return format.format(ms);
}

/** A day of 24 hours. Days on a calendar are counted with `addDays` and `daysBetween`. */
export const dayMs = 86_400_000;

export const addDays = (date: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one day to another; negative when `to` is before. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
