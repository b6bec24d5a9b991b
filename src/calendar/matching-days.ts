import { type PlainDate } from '../model/value/time.js';
import { type Day, dayOf, isMatch, numberOf, periodOf, weekdayOf } from './matching-day.js';
import type { RepetitionRule } from './repetition-rule.js';

/**
 * The days of a rule from its first day on, in order.
 *
 * It walks the calendar day by day and asks of each whether it matches. That is slower than jumping
 * from match to match and cannot hang: a rule that never matches costs one step a day until `last`.
 * It gives `undefined` for a day that does not match, so that the caller can stop between any two.
 * Days before `earliest` need not be asked about, unless the rule counts its days.
 */
export function* matchingDays(
  rule: RepetitionRule,
  first: PlainDate,
  last: PlainDate,
  earliest: PlainDate = first,
): Generator<PlainDate | undefined> {
  const start = dayOf(numberOf(first));
  const end = numberOf(last);
  const from = rule.count === undefined && earliest > first ? dayOf(numberOf(earliest)) : start;
  const possible = weekdaysOf(rule, start);
  let period: Day[] = [];
  for (let number = periodStart(rule, from); number <= end; number++) {
    if (possible && period.length === 0 && !possible[weekdayOf(number)]) {
      yield undefined;
      continue;
    }
    const day = dayOf(number);
    const previous = period[0];
    // Only with positions must a period be whole before its days are known.
    if (previous && (rule.positions.length === 0 || periodOf(rule, previous) !== periodOf(rule, day))) {
      yield* chosen(rule, period, start);
      period = [];
    }
    if (isInInterval(rule, start, day) && isMatch(rule, start, day)) period.push(day);
    else yield undefined;
  }
  // A period cut short by `last` has no last days to count from.
  if (rule.positions.length === 0) yield* chosen(rule, period, start);
}

/** By number, the only weekdays that can match: most days need no more looking at. */
function weekdaysOf({ every, weekdays }: RepetitionRule, start: Day): readonly boolean[] | undefined {
  if (weekdays.length === 0 && every !== 'week') return undefined;
  const names = weekdays.length === 0 ? [start.weekday] : weekdays.map(({ weekday }) => weekday);
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => names.includes(weekday));
}

function* chosen({ positions }: RepetitionRule, days: readonly Day[], start: Day): Generator<PlainDate> {
  const places = new Set(positions.map((position) => (position < 0 ? days.length + position : position - 1)));
  for (const [index, { number }] of days.entries()) {
    if (number >= start.number && (positions.length === 0 || places.has(index)))
      yield new Date(number * 86_400_000).toISOString().slice(0, 10);
  }
}

/** Positions count from the first day of the period, also before the first day of the event. */
function periodStart(rule: RepetitionRule, from: Day): number {
  let number = from.number;
  while (rule.positions.length > 0 && periodOf(rule, dayOf(number - 1)) === periodOf(rule, from)) number--;
  return number;
}

const isInInterval = (rule: RepetitionRule, start: Day, day: Day): boolean =>
  rule.interval === 1 || (periodOf(rule, day) - periodOf(rule, start)) % rule.interval === 0;
