import { type Instant, type PlainDate, addDays, dateIn, daysBetween, instantOf } from '../src/model/value/time.js';

/** Moves the days of the scenario so that its last day falls in the week of today. */
export interface CalendarShift {
  date(day: PlainDate): PlainDate;
  /** A moment; a day alone becomes that day at `timeOfDay`, UTC. */
  instant(moment: string, timeOfDay?: string): Instant;
  /** Some hours ago, whatever day of the week it is: what somebody has just done. */
  readonly lately: Instant;
}

/** Whole weeks only: a Tuesday stays a Tuesday. */
export function createCalendarShift(lastDay: PlainDate, timeZone: string, nowMs: number): CalendarShift {
  const weeks = Math.floor(daysBetween(mondayOf(lastDay), dateIn(timeZone, nowMs)) / 7);
  const date = (day: PlainDate): PlainDate => addDays(day, weeks * 7);
  return {
    date,
    lately: instantOf(nowMs - 6 * 3_600_000),
    instant: (moment, timeOfDay = '10:00') => {
      const full = moment.includes('T') ? moment : `${moment}T${timeOfDay}:00Z`;
      return instantOf(Date.parse(full) + weeks * 7 * 86_400_000);
    },
  };
}

/** The first day of the week that holds this day. */
function mondayOf(day: PlainDate): PlainDate {
  const sundayFirst = new Date(day).getUTCDay();
  return addDays(day, -((sundayFirst + 6) % 7));
}
