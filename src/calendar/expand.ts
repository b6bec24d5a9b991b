import type { Env } from '../env.js';
import { addDays, type Instant, instantOf, msOf, type PlainDate } from '../model/time.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { calendarLimits } from './limits.js';
import { matchingDays } from './matching-days.js';
import { clockSecondAt, dayAt, momentOf, type WallTime } from './wall-time.js';

/** One time that an event happens. */
export interface Occurrence {
  readonly startsOn: PlainDate;
  readonly days: number;
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
}

export interface Expansion {
  /** In order of time. */
  readonly occurrences: readonly Occurrence[];
  /** What cut it short, if anything did. */
  readonly stoppedBy?: 'occurrences' | 'time' | undefined;
}

export interface ExpandOptions {
  /** First and last day, both included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Events of the same import: those that replace or cancel one occurrence do so. */
  readonly others?: readonly CompanyEvent[] | undefined;
  readonly env: Pick<Env, 'elapsed'>;
}

/** Days looked at between two glances at the clock. */
const stride = 64;

/**
 * The times at which an event happens, on a device; a server never carries out rules of repetition.
 *
 * At most 732 times and half a second, whichever comes first. The rule is walked day by day within
 * the years that calendars are read for, so that even the longest walk has an end.
 */
export function expandEvent(event: CompanyEvent, { from, to, others = [], env }: ExpandOptions): Expansion {
  const moved = others.filter(({ uid, replaces }) => uid === event.uid && replaces !== undefined);
  const left = new Set<OccurrenceKey>([...(event.repeats?.except ?? []), ...moved.flatMap(({ replaces }) => replaces ?? [])]);
  const found: Occurrence[] = event.cancelled ? [] : moved.filter(({ cancelled }) => !cancelled).map(timesOf);
  const keep = (occurrence: Occurrence) => {
    const isLeftOut = left.has(occurrence.startsAt ?? occurrence.startsOn) || left.has(occurrence.startsOn);
    if (!isLeftOut && occurrence.startsOn <= to && lastDayOf(occurrence) >= from) found.push(occurrence);
  };
  const stoppedBy = event.cancelled ? undefined : walk(event, { from, to, env }, keep, () => found.length >= calendarLimits.occurrences);
  const inWindow = found.filter((occurrence) => occurrence.startsOn <= to && lastDayOf(occurrence) >= from);
  const unique = [...new Map(inWindow.map((occurrence) => [occurrence.startsAt ?? occurrence.startsOn, occurrence])).values()];
  const sorted = unique.toSorted((a, b) => ((a.startsAt ?? a.startsOn) < (b.startsAt ?? b.startsOn) ? -1 : 1));
  return { occurrences: sorted.slice(0, calendarLimits.occurrences), stoppedBy };
}

const timesOf = ({ startsOn, days, startsAt, endsAt }: CompanyEvent): Occurrence => ({ startsOn, days, startsAt, endsAt });

const lastDayOf = ({ startsOn, days }: Occurrence): PlainDate => addDays(startsOn, days - 1);

/** Offers every occurrence from shortly before `from` up to `to`; tells what stopped it. */
function walk(
  event: CompanyEvent,
  { from, to, env }: ExpandOptions,
  keep: (occurrence: Occurrence) => void,
  isFull: () => boolean,
): Expansion['stoppedBy'] {
  keep(timesOf(event));
  for (const key of event.repeats?.also ?? []) keep(occurrenceOf(event, key));
  const rule = event.repeats?.rule;
  if (!rule) return undefined;
  const startedAt = env.elapsed();
  const end = lastDayOfRule(event, rule.until);
  const last = [to, end, `${calendarLimits.lastYear}-12-31`].toSorted()[0] ?? to;
  // A day earlier for what has become another day on the reader's side of the window.
  const earliest = addDays(from, -event.days - 1);
  // The first day is the first time, whether or not it is one of the rule's.
  let count = 1;
  let steps = 0;
  // A rule with positions needs its last period whole.
  for (const date of matchingDays(rule, event.startsOn, rule.positions.length > 0 ? addDays(last, 366) : last)) {
    if (++steps % stride === 0 && env.elapsed() - startedAt >= calendarLimits.expandMs) return 'time';
    if (date === undefined || date === event.startsOn) continue;
    if (date > last || (rule.count !== undefined && ++count > rule.count)) return undefined;
    if (date < earliest) continue;
    if (isFull()) return 'occurrences';
    keep(occurrenceOf(event, date));
  }
  return undefined;
}

/** The event on another day at the same time on the clock there, or at another moment. */
function occurrenceOf(event: CompanyEvent, key: OccurrenceKey): Occurrence {
  const { startsAt, endsAt, days, timeZone } = event;
  const isDay = key.length === 10;
  if (startsAt === undefined || endsAt === undefined) return { startsOn: isDay ? key : dayAt(timeZone, msOf(key)), days };
  const ms = isDay ? momentOf(key, clockSecondAt(timeZone, msOf(startsAt)), timeZone) : msOf(key);
  return { startsOn: dayAt(timeZone, ms), days, startsAt: instantOf(ms), endsAt: instantOf(ms + msOf(endsAt) - msOf(startsAt)) };
}

/** The last day on which the event may start: the day of `until`, or the one before when its time is too late for it. */
function lastDayOfRule({ startsAt, timeZone }: CompanyEvent, until: WallTime | undefined): PlainDate {
  if (!until) return `${calendarLimits.lastYear}-12-31`;
  if (until.second === undefined || startsAt === undefined) return until.date;
  const ms = momentOf(until.date, until.second, until.isUtc ? 'UTC' : timeZone);
  const date = dayAt(timeZone, ms);
  return clockSecondAt(timeZone, msOf(startsAt)) <= clockSecondAt(timeZone, ms) ? date : addDays(date, -1);
}
