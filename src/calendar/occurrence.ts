import { addDays, daysBetween, type Instant, instantOf, msOf, type PlainDate } from '../model/value/time.js';
import type { Clock } from './clock.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { clockSecondAt, dayAt, momentOf, shownAt } from './shown-time.js';
import { secondOf } from './wall-time.js';

/** One time that an event happens. */
export interface Occurrence {
  readonly startsOn: PlainDate;
  readonly days: number;
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  /** Whose words it has: the event that is repeated, or the one that stands for this time of it. */
  readonly event: CompanyEvent;
}

export const timesOf = (event: CompanyEvent): Occurrence => {
  const { startsOn, days, startsAt, endsAt } = event;
  return { startsOn, days, startsAt, endsAt, event };
};

export const isDay = (key: OccurrenceKey): key is PlainDate => key.length === 10;

/** What the times of an event are repeated on. */
export const clockOf = ({ repeats, timeZone }: CompanyEvent): Clock => repeats?.clock ?? timeZone;

/** The day on that clock from which its rule counts. */
export const firstDayOf = (event: CompanyEvent): PlainDate =>
  event.repeats?.from ?? (event.startsAt === undefined ? event.startsOn : dayAt(clockOf(event), msOf(event.startsAt)));

/** A day of its rule, as its occurrence is known by. */
export function keyOn(event: CompanyEvent, date: PlainDate): OccurrenceKey {
  const { startsAt, startsOn, repeats } = event;
  if (startsAt !== undefined)
    return instantOf(momentOf(date, clockSecondAt(clockOf(event), msOf(startsAt)), clockOf(event)));
  return repeats?.from === undefined ? date : addDays(date, daysBetween(repeats.from, startsOn));
}

/** The event at another time, which is told as its occurrences are known. */
export function occurrenceAt(event: CompanyEvent, key: OccurrenceKey): Occurrence {
  const { startsAt, endsAt, days, timeZone } = event;
  if (startsAt === undefined || endsAt === undefined)
    return { startsOn: isDay(key) ? key : dayAt(timeZone, msOf(key)), days, event };
  const ms = msOf(isDay(key) ? keyOn(event, key) : key);
  return { ...endingAfter(event, ms, msOf(endsAt) - msOf(startsAt)), event };
}

/** At such a moment, for so long, in the days of that event. */
function endingAfter({ timeZone }: CompanyEvent, ms: number, length: number): Omit<Occurrence, 'event'> {
  const startsOn = dayAt(timeZone, ms);
  const days = daysBetween(startsOn, dayAt(timeZone, Math.max(ms, ms + length - 1))) + 1;
  return { startsOn, days, startsAt: instantOf(ms), endsAt: instantOf(ms + length) };
}

/** How far an event has moved the occurrence that it stands for, by the clock of its series; in milliseconds. */
export const movedBy = (moved: CompanyEvent, series: CompanyEvent): number =>
  shownFor(series, moved.startsAt ?? moved.startsOn, moved.startsAt === undefined) -
  shownFor(series, moved.replaces ?? moved.startsOn, series.startsAt === undefined);

/** An occurrence that follows one which has moved for good: as far away, and as long. */
export function following(moved: CompanyEvent, series: CompanyEvent, key: OccurrenceKey): Occurrence {
  const shown = shownFor(series, key, series.startsAt === undefined) + movedBy(moved, series);
  const date = new Date(shown).toISOString().slice(0, 10);
  const { startsAt, endsAt, days } = moved;
  if (startsAt === undefined || endsAt === undefined) return { startsOn: date, days, event: moved };
  return {
    ...endingAfter(moved, momentOf(date, secondOf(shown), clockOf(series)), msOf(endsAt) - msOf(startsAt)),
    event: moved,
  };
}

/** What the clock of a series shows then, as if it were UTC. A day of a series with a time is at that time. */
function shownFor(series: CompanyEvent, key: OccurrenceKey, isWhole: boolean): number {
  if (!isDay(key)) return shownAt(clockOf(series), msOf(key));
  return isWhole || series.startsAt === undefined
    ? Date.parse(key)
    : Date.parse(key) + clockSecondAt(clockOf(series), msOf(series.startsAt)) * 1_000;
}
