import ICAL from 'ical.js';
import { instantOf } from '../model/value/time.js';
import type { ClockChange, DescribedClock } from './clock.js';
import type { RawComponent } from './content-lines.js';
import { calendarLimits } from './limits.js';
import { type RepetitionRule, repetitionRuleOf } from './repetition-rule.js';
import { wallTimeOf } from './wall-time.js';

/** The value of the first line of that name, without its parameters. */
export function valueOf(component: RawComponent, name: string): string | undefined {
  const text = component.lines.find((line) => line.name === name)?.text;
  return text?.slice(text.indexOf(':') + 1).trim();
}

/**
 * The clock that a `VTIMEZONE` describes: undefined when a piece of it cannot be followed, because
 * then nobody knows what time it is there. Its rules name one day of each year, so that no rule has to
 * be carried out to follow them.
 */
export function describedClockOf(name: string, zone: RawComponent): DescribedClock | undefined {
  const parts = zone.components.filter((part) => part.name === 'STANDARD' || part.name === 'DAYLIGHT');
  const changes = parts.flatMap(changesOf);
  if (changes.length === 0 || changes.length > calendarLimits.zoneChanges) return undefined;
  const good = changes.filter((change) => change !== undefined);
  return good.length === changes.length
    ? { name: name.slice(0, calendarLimits.titleLength), changes: good }
    : undefined;
}

function changesOf(part: RawComponent): readonly (ClockChange | undefined)[] {
  const [before, after] = [offsetOf(valueOf(part, 'TZOFFSETFROM')), offsetOf(valueOf(part, 'TZOFFSETTO'))];
  const start = shownOf(valueOf(part, 'DTSTART'));
  if (after === undefined || !start) return [undefined];
  const first = { ...start, before: before ?? after, after };
  const dates = part.lines
    .filter((line) => line.name === 'RDATE')
    .flatMap(({ text }) => text.slice(text.indexOf(':') + 1).split(','));
  const more = dates.slice(0, calendarLimits.zoneChanges + 1).map((date) => {
    const shown = shownOf(date, first.second);
    return shown && { ...first, ...(date.trim().endsWith('Z') ? later(shown, first.before) : shown) };
  });
  const rules = part.lines.filter((line) => line.name === 'RRULE').map(({ text }) => ruleIn(text));
  if (rules.length === 0) return [first, ...more];
  return [...rules.map((rule) => rule && yearlyChange(first, rule)), ...more];
}

type Shown = Pick<ClockChange, 'from' | 'second'>;

/** Outlook begins in 1601; no event does. */
function shownOf(text: string | undefined, second = 0): Shown | undefined {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text?.trim() ?? '') ?? [];
  const wall = wallTimeOf(
    `${Math.max(calendarLimits.firstYear, Number(year ?? 0))}-${month}-${day}T${hours ?? '00'}:${minutes ?? '00'}:${seconds ?? '00'}`,
  );
  return year === undefined || !wall
    ? undefined
    : { from: wall.date, second: hours === undefined ? second : (wall.second ?? 0) };
}

/** A moment in UTC as a clock that is ahead by so many seconds shows it. */
function later({ from, second }: Shown, ahead: number): Shown {
  const shown = instantOf(Date.parse(from) + (second + ahead) * 1_000);
  return { from: shown.slice(0, 10), second: (Date.parse(shown) - Date.parse(shown.slice(0, 10))) / 1_000 };
}

function offsetOf(text: string | undefined): number | undefined {
  const [, sign, hours, minutes, seconds = 0] = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text ?? '') ?? [];
  if (sign === undefined || Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

function ruleIn(text: string): RepetitionRule | undefined {
  try {
    return repetitionRuleOf(ICAL.parse.property(text)[3]);
  } catch {
    return undefined;
  }
}

function yearlyChange(first: ClockChange, rule: RepetitionRule): ClockChange | undefined {
  const { every, interval, count, until, weekdays, monthDays, months, positions } = rule;
  const isOneDay =
    every === 'year' && interval === 1 && count === undefined && positions.length === 0 && months.length <= 1;
  if (!isOneDay || (months.length === 0 && weekdays.length > 0)) return undefined;
  const month = months[0] ?? Number(first.from.slice(5, 7));
  const days = weekdays.length === 0 && monthDays.length === 0 ? [Number(first.from.slice(8))] : monthDays;
  const end = until && Date.parse(until.date) + ((until.second ?? 86_399) - (until.isUtc ? 0 : first.before)) * 1_000;
  return {
    ...first,
    yearly: { month, weekdays, monthDays: days },
    until: end === undefined ? undefined : instantOf(end),
  };
}
