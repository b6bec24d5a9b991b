import ICAL from 'ical.js';
import { addDays, daysBetween, instantOf, type TimeZone } from '../model/time.js';
import { type HighlightKind, kindOf } from './categories.js';
import type { CompanyEvent, OccurrenceKey, Repetition, SkipReason } from './company-event.js';
import type { RawComponent } from './content-lines.js';
import { calendarLimits } from './limits.js';
import { repetitionRuleOf } from './repetition-rule.js';
import { type DescribedZones, timeZoneOf } from './time-zone.js';
import { titleOf } from './title.js';
import { dayAt, momentOf, type WallTime, wallTimeOf } from './wall-time.js';

/** What an event cannot say itself. */
export interface EventContext {
  readonly timeZone: TimeZone;
  /** The zone that the calendar names for all its times, when nobody knows it. */
  readonly unknownZone: string | undefined;
  readonly described: DescribedZones;
  readonly categories: Readonly<Record<string, HighlightKind>>;
  readonly uncategorised: HighlightKind | undefined;
  readonly isCancelling: boolean;
}

/** Why an event is left out. */
export class Skip {
  readonly reason: SkipReason;
  readonly detail: string | undefined;
  constructor(reason: SkipReason, detail?: string) {
    this.reason = reason;
    this.detail = detail?.slice(0, calendarLimits.titleLength);
  }
}

interface Property {
  readonly zone: string | undefined;
  readonly values: readonly unknown[];
}

/** A moment, or a day when it lasts all day, with the zone it was written in. */
interface When {
  readonly wall: WallTime;
  readonly ms: number | undefined;
  readonly timeZone: TimeZone;
}

/** One event, or why it cannot be taken. Its rule is read and never carried out. */
export function readEvent(component: RawComponent, context: EventContext): CompanyEvent | Skip {
  try {
    return eventOf(component, context);
  } catch (error) {
    if (error instanceof Skip) return error;
    throw error;
  }
}

function eventOf(component: RawComponent, context: EventContext): CompanyEvent {
  const text = (name: string) => propertiesOf(component, name).map(({ values }) => values[0]).find((value) => typeof value === 'string')?.trim();
  const uid = text('UID');
  if (!uid || uid.length > 1_000) throw new Skip('no-uid');
  const [start] = propertiesOf(component, 'DTSTART');
  if (!start) throw new Skip('no-start');
  const from = whenOf(start.values[0], start.zone, context);
  const cancelled = context.isCancelling || text('STATUS')?.toUpperCase() === 'CANCELLED';
  const [id] = propertiesOf(component, 'RECURRENCE-ID');
  const revised = wallTimeOf(text('LAST-MODIFIED') ?? text('DTSTAMP'));
  return {
    uid,
    sequence: sequenceOf(propertiesOf(component, 'SEQUENCE')[0]?.values[0]),
    revisedAt: revised?.second === undefined ? undefined : instantOf(momentOf(revised.date, revised.second, 'UTC')),
    kind: kindFrom(component, context, cancelled),
    title: titleOf(text('SUMMARY')),
    ...spanOf(component, from, context),
    timeZone: from.timeZone,
    cancelled,
    replaces: id && keyOf(whenOf(id.values[0], id.zone, context)),
    repeats: repetitionOf(component, context),
  };
}

/** Read one by one: one that is broken takes nothing else with it. */
function propertiesOf({ lines }: RawComponent, wanted: string): readonly Property[] {
  return lines.filter(({ name }) => name === wanted).flatMap(({ text }) => {
    try {
      const [, parameters, , ...values]: readonly [unknown, Record<string, unknown>, unknown, ...unknown[]] = ICAL.parse.property(text);
      const zone = parameters['tzid'];
      return [{ zone: typeof zone === 'string' ? zone : undefined, values }];
    } catch {
      return wanted === 'RRULE' ? [{ zone: undefined, values: [undefined] }] : [];
    }
  });
}

function whenOf(value: unknown, zoneName: string | undefined, context: EventContext): When {
  const wall = wallTimeOf(value);
  if (!wall) throw new Skip('bad-date');
  if (wall.second === undefined) return { wall, ms: undefined, timeZone: context.timeZone };
  if (wall.isUtc) return { wall, ms: momentOf(wall.date, wall.second, 'UTC'), timeZone: context.timeZone };
  if (zoneName === undefined && context.unknownZone !== undefined) throw new Skip('unknown-zone', context.unknownZone);
  const timeZone = zoneName === undefined ? context.timeZone : timeZoneOf(zoneName, context.described);
  if (timeZone === undefined) throw new Skip('unknown-zone', zoneName);
  return { wall, ms: momentOf(wall.date, wall.second, timeZone), timeZone };
}

const keyOf = ({ wall, ms }: When): OccurrenceKey => (ms === undefined ? wall.date : instantOf(ms));

const sequenceOf = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0);

function kindFrom(component: RawComponent, context: EventContext, cancelled: boolean): HighlightKind | undefined {
  const categories = propertiesOf(component, 'CATEGORIES').flatMap(({ values }) => values.map(String)).filter((name) => name.trim() !== '');
  const kind = categories.length > 0 ? kindOf(categories, context.categories) : context.uncategorised;
  if (kind || cancelled) return kind;
  throw categories.length > 0 ? new Skip('unknown-category', categories.join(', ')) : new Skip('no-category');
}

/** From when to when. All day where the calendar says so, and where it means so: no length, at midnight. */
function spanOf(component: RawComponent, from: When, context: EventContext): Pick<CompanyEvent, 'startsOn' | 'days' | 'startsAt' | 'endsAt'> {
  const [end] = propertiesOf(component, 'DTEND');
  const length = end ? undefined : lengthOf(propertiesOf(component, 'DURATION')[0]?.values[0]);
  const until = end && whenOf(end.values[0], end.zone, context);
  if (from.ms === undefined) {
    const last = until ? (until.ms === undefined ? until.wall.date : dayAt(from.timeZone, until.ms)) : addDays(from.wall.date, Math.ceil((length ?? 0) / 86_400_000));
    return { startsOn: from.wall.date, days: daysOf(daysBetween(from.wall.date, last)) };
  }
  const endMs = until ? (until.ms ?? momentOf(until.wall.date, 0, from.timeZone)) : from.ms + (length ?? 0);
  if (endMs === from.ms && from.wall.second === 0) return { startsOn: from.wall.date, days: 1 };
  if (endMs < from.ms) throw new Skip('ends-before-start');
  const startsOn = dayAt(from.timeZone, from.ms);
  const days = daysOf(daysBetween(startsOn, dayAt(from.timeZone, Math.max(from.ms, endMs - 1))) + 1);
  return { startsOn, days, startsAt: instantOf(from.ms), endsAt: instantOf(endMs) };
}

function daysOf(days: number): number {
  if (days < 0) throw new Skip('ends-before-start');
  if (days > calendarLimits.days) throw new Skip('too-long');
  return Math.max(1, days);
}

/** Milliseconds of `P1W`, `P2DT3H`. A negative one is no length of an event. */
function lengthOf(value: unknown): number {
  const parts = typeof value === 'string' ? /^\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(value) : null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  return ((weeks * 7 + days) * 86_400 + hours * 3_600 + minutes * 60 + seconds) * 1_000;
}

function repetitionOf(component: RawComponent, context: EventContext): Repetition | undefined {
  const rules = propertiesOf(component, 'RRULE');
  const rule = rules[0] && repetitionRuleOf(rules[0].values[0]);
  if (rules.length > 1 || (rules.length === 1 && !rule) || component.lines.some(({ name }) => name === 'EXRULE')) throw new Skip('unsupported-rule');
  const [except, also] = ['EXDATE', 'RDATE'].map((name) => keysOf(propertiesOf(component, name), context)) as [OccurrenceKey[], OccurrenceKey[]];
  return rule || also.length > 0 ? { rule, except, also } : undefined;
}

function keysOf(properties: readonly Property[], context: EventContext): readonly OccurrenceKey[] {
  const dates = properties.flatMap(({ values, zone }) => values.map((value) => ({ value, zone })));
  if (dates.length > calendarLimits.exceptions) throw new Skip('too-many-exceptions');
  return dates.map(({ value, zone }) => {
    if (typeof value !== 'string') throw new Skip('unsupported-rule');
    return keyOf(whenOf(value, zone, context));
  });
}
