import type { WorkingHours } from '../model/person.js';
import { dateIn, type PlainDate, type TimeZone } from '../model/time.js';

/** For those who said nothing: Monday to Friday, nine to six. */
export const usualWorkingHours: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** What a clock on the wall there shows. Minutes count from midnight; 1 is Monday, 7 is Sunday. */
export interface LocalTime {
  readonly date: PlainDate;
  readonly weekday: number;
  readonly minute: number;
}

export function localTimeIn(timeZone: TimeZone, ms: number): LocalTime {
  const date = dateIn(timeZone, ms);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
  return { date, weekday: new Date(date).getUTCDay() || 7, minute: minuteOf(clock) };
}

/** Minutes since midnight of a time such as "09:00". */
export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether that is a time at which somebody may be spoken to. */
export const isWorking = ({ weekday, minute }: LocalTime, { days, from, to }: WorkingHours): boolean =>
  days.some((day) => day === weekday) && minute >= minuteOf(from) && minute < minuteOf(to);
