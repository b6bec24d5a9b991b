import { addDays, daysBetween, instantOf } from '../model/value/time.js';
import type { CompanyEvent } from './company-event.js';
import { calendarLimits } from './limits.js';
import { propertiesOf, type Reading, Skip } from './reading.js';
import { clockSecondAt, dayAt, momentOf } from './shown-time.js';
import { type When, whenOf } from './when.js';

export type Span = Pick<CompanyEvent, 'startsOn' | 'days' | 'startsAt' | 'endsAt'>;

/** From when to when. All day where the calendar says so, and where it means so: no length, at midnight. */
export function spanOf(reading: Reading, from: When): Span {
  const { timeZone, wall, ms } = from;
  const [end] = propertiesOf(reading, 'DTEND');
  const until = end && whenOf(end.values[0], end, reading, from.wall.isUtc ? undefined : from.clock);
  const length = end ? 0 : lengthIn(reading);
  const line = (end ?? propertiesOf(reading, 'DURATION')[0])?.line ?? reading.component.line;
  if (ms === undefined) {
    const last = until
      ? until.ms === undefined
        ? until.wall.date
        : dayAt(timeZone, until.ms)
      : addDays(wall.date, Math.ceil(length / 86_400_000));
    return { startsOn: wall.date, days: daysOf(daysBetween(wall.date, last), line) };
  }
  const endMs = until ? (until.ms ?? momentOf(until.wall.date, 0, from.clock)) : ms + length;
  if (endMs === ms && isMidnight(from)) return { startsOn: wall.isUtc ? dayAt(timeZone, ms) : wall.date, days: 1 };
  if (endMs < ms) throw new Skip('ends-before-start', { line });
  const startsOn = dayAt(timeZone, ms);
  const days = daysOf(daysBetween(startsOn, dayAt(timeZone, Math.max(ms, endMs - 1))) + 1, line);
  return { startsOn, days, startsAt: instantOf(ms), endsAt: instantOf(endMs) };
}

/** On the clock it is written in; for a moment in UTC, on the clock of the company. */
const isMidnight = ({ wall, ms = 0, timeZone }: When): boolean =>
  (wall.isUtc ? clockSecondAt(timeZone, ms) : wall.second) === 0;

function daysOf(days: number, line: number): number {
  if (days < 0) throw new Skip('ends-before-start', { line });
  if (days > calendarLimits.days) throw new Skip('too-long', { line });
  return Math.max(1, days);
}

function lengthIn(reading: Reading): number {
  const [duration] = propertiesOf(reading, 'DURATION');
  if (!duration) return 0;
  const length = lengthOf(duration.values[0]);
  if (length === undefined) reading.tell('bad-duration', duration.line, String(duration.values[0]));
  return length ?? 0;
}

/** Milliseconds of `P1W`, `P2DT3H`; a negative one is no length of an event. */
function lengthOf(value: unknown): number | undefined {
  const parts =
    typeof value === 'string'
      ? /^\+?P(?=.)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(
          value.trim(),
        )
      : null;
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((weeks * 7 + days) * 86_400 + hours * 3_600 + minutes * 60 + seconds) * 1_000;
}
