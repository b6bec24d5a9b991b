import type { RepetitionRule } from './repetition-rule.js';
import type { Instant, PlainDate, TimeZone } from '../model/value/time.js';
import { calendarLimits } from './limits.js';

/** What tells the time of day: a zone that everybody knows, or one that a calendar describes itself. */
export type Clock = TimeZone | DescribedClock;

/** A zone as a calendar describes it. Plain data, so that it can be kept with an event. */
export interface DescribedClock {
  /** What the calendar calls it. */
  readonly name: string;
  readonly changes: readonly ClockChange[];
}

/** From when on a clock shows another time. */
export interface ClockChange {
  /** As the clock shows it before it is changed. */
  readonly from: PlainDate;
  readonly second: number;
  /** Seconds ahead of UTC. */
  readonly before: number;
  readonly after: number;
  /** The day on which it is changed again each year. */
  readonly yearly?: (Pick<RepetitionRule, 'weekdays' | 'monthDays'> & { readonly month: number }) | undefined;
  readonly until?: Instant | undefined;
}

interface Offsets {
  /** In milliseconds since 1970, in order. */
  readonly from: readonly number[];
  readonly seconds: readonly number[];
  readonly earlier: number;
}

const dayMs = 86_400_000;
const known = new WeakMap<DescribedClock, Offsets>();

/** How many seconds the clock is ahead of UTC at that moment. */
export function offsetAt(clock: DescribedClock, ms: number): number {
  let offsets = known.get(clock);
  if (!offsets) known.set(clock, (offsets = offsetsOf(clock)));
  let [low, high] = [0, offsets.from.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets.from[middle] ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return offsets.seconds[low - 1] ?? offsets.earlier;
}

/** All changes up to the last year that calendars are read for: at most three hundred for each described one. */
function offsetsOf({ changes }: DescribedClock): Offsets {
  const all = changes
    .flatMap((change) => momentsOf(change).map((ms) => ({ ms, seconds: change.after })))
    .toSorted((a, b) => a.ms - b.ms);
  const [first, ...others] = changes.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const isFixed = others.length === 0 && first?.yearly === undefined;
  return {
    from: all.map(({ ms }) => ms),
    seconds: all.map(({ seconds }) => seconds),
    earlier: (isFixed ? first?.after : first?.before) ?? 0,
  };
}

function momentsOf(change: ClockChange): readonly number[] {
  const { from, second, before, yearly, until } = change;
  const momentOn = (dayOfEpoch: number): number => dayOfEpoch * dayMs + (second - before) * 1_000;
  const first = Date.parse(from) / dayMs;
  if (!yearly) return [momentOn(first)];
  const last = until === undefined ? Infinity : Date.parse(until);
  const [firstYear, lastYear] = [
    Number(from.slice(0, 4)),
    until === undefined ? calendarLimits.lastYear : Number(until.slice(0, 4)) + 1,
  ];
  const years = [...new Array(Math.max(0, Math.min(lastYear, calendarLimits.lastYear) - firstYear + 1)).keys()].map(
    (index) => firstYear + index,
  );
  const days = years.flatMap((year) => dayIn(year, yearly) ?? []).filter((day) => day >= first);
  return days.map(momentOn).filter((ms) => ms <= last);
}

/** The first day of that month that is as described: "the last Sunday", "the Sunday between the 8th and the 14th", "the 21st". */
function dayIn(year: number, { month, weekdays, monthDays }: NonNullable<ClockChange['yearly']>): number | undefined {
  const first = Date.UTC(year, month - 1, 1) / dayMs;
  const length = Date.UTC(year, month, 1) / dayMs - first;
  for (let day = 1; day <= length; day++) {
    const weekday = (first + day + 3) % 7;
    const isDay = monthDays.length === 0 || monthDays.some((one) => day === (one > 0 ? one : length + 1 + one));
    const isWeekday =
      weekdays.length === 0 ||
      weekdays.some(({ weekday: asked, nth }) => {
        const place = nth !== undefined && nth > 0 ? Math.ceil(day / 7) : -Math.ceil((length + 1 - day) / 7);
        return asked === (weekday + 7) % 7 && (nth === undefined || nth === place);
      });
    if (isDay && isWeekday) return first + day - 1;
  }
  return undefined;
}
