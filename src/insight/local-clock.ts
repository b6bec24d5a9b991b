import type { WorkingHours } from '../model/people/person.js';
import { addDays, dateIn, dayMs, isTimeZone, knownZone, type PlainDate, type TimeZone } from '../model/value/time.js';

/** For those who said nothing: Monday to Friday, nine to six. */
export const usualWorkingHours: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** What a clock on the wall there shows. Minutes count from midnight; 1 is Monday, 7 is Sunday. */
export interface LocalTime {
  readonly date: PlainDate;
  readonly weekday: number;
  readonly minute: number;
}

export { isTimeZone, knownZone };

const minuteMs = 60_000;
const clocks = new Map<TimeZone, Intl.DateTimeFormat>();

/** In a zone that is not known here, the time in UTC. */
export function localTimeIn(timeZone: TimeZone, ms: number): LocalTime {
  const date = dateIn(timeZone, ms);
  let clock = clocks.get(timeZone);
  if (!clock)
    clocks.set(
      timeZone,
      (clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone: knownZone(timeZone),
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })),
    );
  return { date, weekday: new Date(date).getUTCDay() || 7, minute: minuteOf(clock.format(ms)) };
}

/** Minutes since midnight of a time such as "09:00". */
export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether that is a time at which somebody may be spoken to. */
export const isWorking = ({ weekday, minute }: LocalTime, { days, from, to }: WorkingHours): boolean =>
  days.some((day) => day === weekday) && minute >= minuteOf(from) && minute < minuteOf(to);

/** More days than pass before somebody works again, though the clocks may skip the hours of one. */
const daysAhead = 15;

/** When somebody who is not at work will next be. Undefined when the clocks skip their hours for as long as it is looked ahead. */
export function nextOpening(timeZone: TimeZone, hours: WorkingHours, nowMs: number): number | undefined {
  const today = dateIn(timeZone, nowMs);
  for (let day = 0; day < daysAhead; day++) {
    const opens = momentsAt(timeZone, addDays(today, day), minuteOf(hours.from)).find(
      (ms) => ms > nowMs && isWorking(localTimeIn(timeZone, ms), hours),
    );
    if (opens !== undefined) return opens;
  }
  return undefined;
}

/**
 * When the clocks there show that minute of that day: twice where they are put back over it, and
 * where they are put forward over it, the moment at which they are.
 */
function momentsAt(timeZone: TimeZone, date: PlainDate, minute: number): readonly number[] {
  const shown = Date.parse(date) + minute * minuteMs;
  // What the clocks show, as if it were UTC.
  const clockAt = (ms: number): number => {
    const there = localTimeIn(timeZone, ms);
    return Date.parse(there.date) + there.minute * minuteMs;
  };
  const [first, last] = [shown + dayMs, shown - dayMs]
    .map((ms) => shown - (clockAt(ms) - ms))
    .toSorted((a, b) => a - b) as [number, number];
  const exact = [...new Set([first, last])].filter((ms) => clockAt(ms) === shown);
  if (exact.length > 0) return exact;
  let jump = first;
  while (clockAt(jump) < shown) jump += minuteMs;
  return [jump];
}
