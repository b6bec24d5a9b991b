import { dateIn, type PlainDate, type TimeZone } from '../model/time.js';

/** When somebody works, on their own clock. Minutes count from midnight. */
export interface WorkingHours {
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** For those who said nothing: Monday to Friday, nine to six. */
export const usualWorkingHours: WorkingHours = { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1_080 };

/** What a clock on the wall there shows. */
export interface LocalTime {
  readonly date: PlainDate;
  readonly weekday: number;
  readonly minute: number;
}

export function localTimeIn(timeZone: TimeZone, ms: number): LocalTime {
  const date = dateIn(timeZone, ms);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return { date, weekday: new Date(date).getUTCDay() || 7, minute: hours * 60 + minutes };
}

/** Whether that is a time at which somebody may be spoken to. */
export const isWorking = ({ weekday, minute }: LocalTime, { days, fromMinute, toMinute }: WorkingHours): boolean =>
  days.includes(weekday) && minute >= fromMinute && minute < toMinute;
