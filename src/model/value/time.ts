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
const notADay = 'no day' satisfies Fault;

/** Moments are sorted as texts in many places, also by databases: all are written in one form, to the millisecond and in UTC. */
export const isWritten = (text: string): boolean => text.length === 24 && text.endsWith('Z');

// What an offset leads out of the years of four digits has no such form.
const isMoment = (text: string): boolean => Number.isFinite(Date.parse(text)) && isWritten(instantOf(Date.parse(text)));

/** Whatever the offset and the precision it is given with, it comes out in the one form. */
export const instantSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'instant' satisfies Fault),
  v.maxLength(32),
  v.check(isOnCalendar, notADay),
  v.check(isMoment, 'no moment' satisfies Fault),
  v.transform(written),
);
export const plainDateSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/, 'day' satisfies Fault),
  v.check(isOnCalendar, notADay),
);
/** A zone as it is given: one that is known here. */
export const timeZoneSchema = v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'zone' satisfies Fault));
/** A zone as it is kept: whoever wrote it may know more zones than whoever reads it, whose clocks then show UTC. */
export const keptZoneSchema = v.pipe(v.string(), v.maxLength(64));

/** Asking costs more than all the rest of a member. */
const knownZones = new Set<string>();

export function isTimeZone(name: string): boolean {
  try {
    if (!knownZones.has(name)) new Intl.DateTimeFormat('en', { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone, where it is known here; UTC for any other. */
export const knownZone = (name: unknown): TimeZone => (typeof name === 'string' && isTimeZone(name) ? name : 'UTC');

export const instantOf = (ms: number): Instant => new Date(ms).toISOString();
export const msOf = (instant: Instant): number => Date.parse(instant);

/** The one form of a moment; what was stored before that form was kept to may have another. */
export function written(instant: Instant): Instant {
  return isWritten(instant) ? instant : instantOf(msOf(instant));
}

/** Which is before: less than 0 when `a` is. */
export function compareInstants(a: Instant, b: Instant): number {
  return isWritten(a) && isWritten(b) ? (a < b ? -1 : a > b ? 1 : 0) : msOf(a) - msOf(b);
}

const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/** Which day it is there, at that moment. In a zone that is not known here, the day in UTC. */
export function dateIn(timeZone: TimeZone, ms: number): PlainDate {
  // Making one takes a hundred times longer than using it, and there are few zones. Sweden writes dates as ISO does.
  let format = formats.get(timeZone);
  if (!format)
    formats.set(
      timeZone,
      (format = new Intl.DateTimeFormat('sv-SE', { timeZone: knownZone(timeZone), dateStyle: 'short' })),
    );
  return format.format(ms);
}

/** A day of 24 hours. Days on a calendar are counted with `addDays` and `daysBetween`. */
export const dayMs = 86_400_000;

export const addDays = (date: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one day to another; negative when `to` is before. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
