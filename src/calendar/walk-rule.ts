import type { Env } from '../env.js';
import { addDays, msOf, type PlainDate } from '../model/value/time.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { calendarLimits } from './limits.js';
import { matchingDays } from './matching-days.js';
import { clockOf, firstDayOf, keyOn } from './occurrence.js';
import type { WallTime } from './wall-time.js';
import { clockSecondAt, dayAt, momentOf } from './shown-time.js';

/** What cut an expansion short: too many times, the clock, or all that one import may cost. */
export type StoppedBy = 'occurrences' | 'time' | 'work';

/** What is left of the work that may be done, for one event or for many. */
export interface Work {
  left: number;
}

export interface Walk {
  /** Days of the rule between which occurrences are asked for. */
  readonly earliest: PlainDate;
  readonly last: PlainDate;
  readonly work: Work;
  readonly env: Pick<Env, 'elapsed'>;
  /** Takes an occurrence by what it is known by; tells whether there is room for more. */
  readonly keep: (key: OccurrenceKey) => boolean;
}

/** Days looked at between two glances at the clock. */
const stride = 64;

/** Offers every day that the rule of an event names, after its first; tells what stopped it. */
export function walkRule(
  event: CompanyEvent,
  { earliest, last: wanted, work, env, keep }: Walk,
): StoppedBy | undefined {
  const rule = event.repeats?.rule;
  if (!rule) return undefined;
  const startedAt = env.elapsed();
  const start = firstDayOf(event);
  const last = [wanted, lastDayOfRule(event, rule.until), `${calendarLimits.lastYear}-12-31`].toSorted()[0] ?? wanted;
  // The first day is the first time, whether or not it is one of the rule's.
  let count = 1;
  let steps = 0;
  // A rule with positions needs its last period whole.
  for (const date of matchingDays(rule, start, rule.positions.length > 0 ? addDays(last, 366) : last, earliest)) {
    if (--work.left < 0) return 'work';
    if (++steps % stride === 0 && env.elapsed() - startedAt >= calendarLimits.expandMs) return 'time';
    if (date === undefined || date === start) continue;
    if (date > last || (rule.count !== undefined && ++count > rule.count)) return undefined;
    if (date < earliest) continue;
    work.left -= calendarLimits.occurrenceWork;
    if (!keep(keyOn(event, date))) return 'occurrences';
  }
  return undefined;
}

/** The last day on which the event may start: the day of `until`, or the one before when its time is too late for it. */
function lastDayOfRule(event: CompanyEvent, until: WallTime | undefined): PlainDate {
  const { startsAt, timeZone, repeats } = event;
  if (!until) return `${calendarLimits.lastYear}-12-31`;
  if (until.second === undefined) return until.date;
  // Exchange ends a series of whole days at a midnight there, written in UTC; others at the midnight of UTC.
  if (startsAt === undefined) {
    const isMoment = until.isUtc && until.second !== 0 && repeats?.from === undefined;
    return isMoment ? dayAt(timeZone, momentOf(until.date, until.second, 'UTC')) : until.date;
  }
  const clock = clockOf(event);
  const ms = momentOf(until.date, until.second, until.isUtc ? 'UTC' : clock);
  const date = dayAt(clock, ms);
  return clockSecondAt(clock, msOf(startsAt)) <= clockSecondAt(clock, ms) ? date : addDays(date, -1);
}
