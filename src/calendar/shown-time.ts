import type { PlainDate, TimeZone } from '../model/value/time.js';
import { type Clock, offsetAt } from './clock.js';
import { secondOf } from './wall-time.js';

/** Making one takes longer than using it a hundred times. */
const formats = new Map<TimeZone, Intl.DateTimeFormat>();

function formatOf(timeZone: TimeZone): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, format);
  return format;
}

/** The clock there at that moment, as if it were UTC. */
export function shownAt(clock: Clock, ms: number): number {
  const second = Math.floor(ms / 1_000) * 1_000;
  if (clock === 'UTC') return second;
  return second + (typeof clock === 'string' ? offsetIn(clock, second) : offsetAt(clock, second) * 1_000);
}

/** Asking for an offset takes a hundred times longer than to remember it; on most days it does not change. */
const offsets = new Map<TimeZone, Map<number, number>>();
const remembered = 20_000;

function offsetIn(timeZone: TimeZone, ms: number): number {
  const day = Math.floor(ms / 86_400_000);
  const before = offsetOn(timeZone, day);
  return before === offsetOn(timeZone, day + 1) ? before : askedOffset(timeZone, ms);
}

function offsetOn(timeZone: TimeZone, day: number): number {
  let known = offsets.get(timeZone);
  if (!known || known.size >= remembered) offsets.set(timeZone, (known = new Map()));
  let offset = known.get(day);
  if (offset === undefined) known.set(day, (offset = askedOffset(timeZone, day * 86_400_000)));
  return offset;
}

const askedOffset = (timeZone: TimeZone, ms: number): number =>
  Date.parse(`${formatOf(timeZone).format(ms).replace(' ', 'T')}Z`) - ms;

/**
 * The moment at which the clock there shows this. A time that is skipped in spring is as much later;
 * of one that comes twice in autumn it is the first.
 */
export function momentOf(date: PlainDate, second: number, clock: Clock): number {
  const shown = Date.parse(date) + second * 1_000;
  if (clock === 'UTC') return shown;
  const [before, after] = [shown - 86_400_000, shown + 86_400_000].map((ms) => shownAt(clock, ms) - ms) as [
    number,
    number,
  ];
  const moments = [shown - before, shown - after].filter((ms) => shownAt(clock, ms) === shown);
  return moments.length > 0 ? Math.min(...moments) : shown - before;
}

/** The day there at that moment. */
export const dayAt = (clock: Clock, ms: number): PlainDate => new Date(shownAt(clock, ms)).toISOString().slice(0, 10);

/** Seconds that the clock there shows after midnight. */
export const clockSecondAt = (clock: Clock, ms: number): number => secondOf(shownAt(clock, ms));
