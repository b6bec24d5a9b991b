import { knownZone } from '../../src/insight/local-clock.js';
import { dayIn, formatOf } from './dates.js';

/** A time on somebody's clock, with the day when it is not today's there: "9:00", "Monday 9:00". In a zone that is not known here, in UTC. */
export function clockTime(ms: number, timeZone: string, now: number, language: string): string {
  return formatOf(language, {
    timeZone: knownZone(timeZone),
    hour: 'numeric',
    minute: '2-digit',
    ...(dayIn(ms, timeZone) === dayIn(now, timeZone) ? {} : { weekday: 'long' }),
  }).format(ms);
}
