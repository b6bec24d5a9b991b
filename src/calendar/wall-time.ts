import type { PlainDate } from '../model/value/time.js';
import { calendarLimits } from './limits.js';

/** What a calendar writes for a moment: a day, and a time of it unless it lasts all day. */
export interface WallTime {
  readonly date: PlainDate;
  /** Seconds after midnight on the clock there; absent for all day. */
  readonly second?: number | undefined;
  readonly isUtc: boolean;
}

/** Reads `2026-11-24` and `2026-11-24T09:00:00Z`. Undefined for a day or a time that does not exist. */
export function wallTimeOf(text: unknown): WallTime | undefined {
  const [, date, hours, minutes, seconds, utc] =
    (typeof text === 'string' && /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z?))?$/.exec(text)) || [];
  if (date === undefined || !isDate(date)) return undefined;
  if (hours === undefined) return { date, isUtc: false };
  // A leap second is the last second of its minute to everybody else.
  const [hour, minute, second] = [Number(hours), Number(minutes), Math.min(59, Number(seconds))];
  if (hour > 23 || minute > 59 || Number(seconds) > 60) return undefined;
  return { date, second: hour * 3_600 + minute * 60 + second, isUtc: utc === 'Z' };
}

function isDate(text: string): boolean {
  const ms = Date.parse(text);
  const year = Number(text.slice(0, 4));
  return (
    new Date(Number.isNaN(ms) ? 0 : ms).toISOString().startsWith(text) &&
    year >= calendarLimits.firstYear &&
    year <= calendarLimits.lastYear
  );
}

/** Seconds after midnight of a time that is shown. */
export const secondOf = (shown: number): number => (shown - Math.floor(shown / 86_400_000) * 86_400_000) / 1_000;
