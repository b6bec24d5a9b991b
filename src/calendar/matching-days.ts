import type { PlainDate } from '../model/time.js';
import type { RepetitionRule } from './repetition-rule.js';

interface Day {
  /** Days since 1970. */
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

const dayMs = 86_400_000;

/**
 * The days of a rule from its first day on, in order.
 *
 * It walks the calendar day by day and asks of each whether it matches. That is slower than jumping
 * from match to match and cannot hang: a rule that never matches costs one step a day until `last`.
 * It gives `undefined` for a day that does not match, so that the caller can stop between any two.
 */
export function* matchingDays(rule: RepetitionRule, first: PlainDate, last: PlainDate): Generator<PlainDate | undefined> {
  const start = dayOf(numberOf(first));
  const end = numberOf(last);
  let period: Day[] = [];
  for (let number = periodStart(rule, start); number <= end; number++) {
    const day = dayOf(number);
    const previous = period[0];
    // Only with positions must a period be whole before its days are known.
    if (previous && (rule.positions.length === 0 || periodOf(rule, previous) !== periodOf(rule, day))) {
      yield* chosen(rule, period, first);
      period = [];
    }
    if (isInInterval(rule, start, day) && isMatch(rule, start, day)) period.push(day);
    else yield undefined;
  }
  // A period cut short by `last` has no last days to count from.
  if (rule.positions.length === 0) yield* chosen(rule, period, first);
}

function* chosen({ positions }: RepetitionRule, days: readonly Day[], first: PlainDate): Generator<PlainDate> {
  const places = new Set(positions.map((position) => (position < 0 ? days.length + position : position - 1)));
  for (const [index, { number }] of days.entries()) {
    const date = new Date(number * dayMs).toISOString().slice(0, 10);
    if (date >= first && (positions.length === 0 || places.has(index))) yield date;
  }
}

const numberOf = (date: PlainDate): number => Math.round(Date.parse(date) / dayMs);

function dayOf(number: number): Day {
  const date = new Date(number * dayMs);
  return {
    number, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay(),
  };
}

const weekOf = ({ weekStart }: RepetitionRule, { number }: Day): number => Math.floor((number + 4 - weekStart) / 7);

function periodOf(rule: RepetitionRule, day: Day): number {
  switch (rule.every) {
    case 'day': return day.number;
    case 'week': return weekOf(rule, day);
    case 'month': return day.year * 12 + day.month;
    case 'year': return day.year;
  }
}

/** Positions count from the first day of the period, also before the first day of the event. */
function periodStart(rule: RepetitionRule, start: Day): number {
  let number = start.number;
  while (rule.positions.length > 0 && periodOf(rule, dayOf(number - 1)) === periodOf(rule, start)) number--;
  return number;
}

const isInInterval = (rule: RepetitionRule, start: Day, day: Day): boolean =>
  (periodOf(rule, day) - periodOf(rule, start)) % rule.interval === 0;

function isMatch(rule: RepetitionRule, start: Day, day: Day): boolean {
  const { every, weekdays, monthDays, months } = rule;
  if (months.length > 0 && !months.includes(day.month)) return false;
  if (monthDays.length > 0 && !monthDays.some((monthDay) => isMonthDay(monthDay, day))) return false;
  if (weekdays.length > 0) return weekdays.some((weekday) => isWeekday(weekday, rule, day));
  if (monthDays.length > 0 || every === 'day') return true;
  if (every === 'week') return day.weekday === start.weekday;
  if (day.day !== start.day) return false;
  return every === 'month' || months.length > 0 || day.month === start.month;
}

const daysInMonth = ({ year, month }: Day): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const isMonthDay = (monthDay: number, day: Day): boolean =>
  day.day === (monthDay > 0 ? monthDay : daysInMonth(day) + 1 + monthDay);

/** "The second Monday" is of the month, and of the year in a yearly rule without months. */
function isWeekday({ weekday, nth }: RepetitionRule['weekdays'][number], rule: RepetitionRule, day: Day): boolean {
  if (weekday !== day.weekday) return false;
  if (nth === undefined) return true;
  const isOfYear = rule.every === 'year' && rule.months.length === 0;
  const [from, to] = isOfYear
    ? [Date.UTC(day.year, 0, 1), Date.UTC(day.year, 11, 31)]
    : [Date.UTC(day.year, day.month - 1, 1), Date.UTC(day.year, day.month, 0)];
  const fromStart = Math.floor((day.number - from / dayMs) / 7) + 1;
  const fromEnd = Math.floor((to / dayMs - day.number) / 7) + 1;
  return nth > 0 ? nth === fromStart : nth === -fromEnd;
}
