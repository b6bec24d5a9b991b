import type { PlainDate } from '../model/value/time.js';
import type { RepetitionRule } from './repetition-rule.js';

export interface Day {
  /** Days since 1970. */
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const dayMs = 86_400_000;

export const numberOf = (date: PlainDate): number => Math.round(Date.parse(date) / dayMs);

/** 0 is Sunday; 1970 began on a Thursday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

/** Reckoned, because a rule is walked over a hundred thousand days and a `Date` for each takes ten times as long. */
export function dayOf(number: number): Day {
  // Years that begin in March, in eras of 400: then the day that leap years add is the last.
  const fromMarch = number + 719_468;
  const era = Math.floor(fromMarch / 146_097);
  const ofEra = fromMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    number,
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: weekdayOf(number),
  };
}

const weekOf = ({ weekStart }: RepetitionRule, { number }: Day): number => Math.floor((number + 4 - weekStart) / 7);

/** Which day, week, month or year it is in. */
export function periodOf(rule: RepetitionRule, day: Day): number {
  switch (rule.every) {
    case 'day':
      return day.number;
    case 'week':
      return weekOf(rule, day);
    case 'month':
      return day.year * 12 + day.month;
    case 'year':
      return day.year;
  }
}

/** Whether a rule that starts on that day names this one. */
export function isMatch(rule: RepetitionRule, start: Day, day: Day): boolean {
  const { every, weekdays, monthDays, months } = rule;
  if (months.length > 0 && !months.includes(day.month)) return false;
  if (monthDays.length > 0 && !monthDays.some((monthDay) => isMonthDay(monthDay, day))) return false;
  if (weekdays.length > 0)
    return weekdays.some(({ weekday, nth }) => weekday === day.weekday && (nth === undefined || isNth(nth, rule, day)));
  if (monthDays.length > 0 || every === 'day') return true;
  if (every === 'week') return day.weekday === start.weekday;
  if (day.day !== start.day) return false;
  return every === 'month' || months.length > 0 || day.month === start.month;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysInMonth = ({ year, month }: Day): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

function isMonthDay(monthDay: number, day: Day): boolean {
  return day.day === (monthDay > 0 ? monthDay : daysInMonth(day) + 1 + monthDay);
}

/** "The second Monday" is of the month, and of the year in a yearly rule without months. */
function isNth(nth: number, rule: RepetitionRule, day: Day): boolean {
  const isOfYear = rule.every === 'year' && rule.months.length === 0;
  const place = isOfYear ? day.number - firstOfYear(day.year) + 1 : day.day;
  const length = isOfYear ? (isLeap(day.year) ? 366 : 365) : daysInMonth(day);
  return nth === (nth > 0 ? Math.ceil(place / 7) : -Math.ceil((length + 1 - place) / 7));
}

const firstOfYear = (year: number): number => {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719_162;
};
