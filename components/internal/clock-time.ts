import { dayIn, formatOf } from './dates.js';

/** A time on somebody's clock, with the day when it is not today's there: "9:00", "Monday 9:00". */
export function clockTime(ms: number, timeZone: string, now: number, language: string): string {
  return formatOf(language, { timeZone, hour: 'numeric', minute: '2-digit', ...(dayIn(ms, timeZone) === dayIn(now, timeZone) ? {} : { weekday: 'long' }) }).format(ms);
}
