import type { Env } from '../env.js';
import { parseInput } from '../model/value/parse.js';
import * as v from '../model/value/schema.js';
import { addDays, dayMs, msOf, type PlainDate, plainDateSchema } from '../model/value/time.js';
import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import { calendarLimits } from './limits.js';
import { clockOf, following, isDay, keyOn, movedBy, type Occurrence, occurrenceAt, timesOf } from './occurrence.js';
import { type StoppedBy, walkRule, type Work } from './walk-rule.js';
import { dayAt } from './shown-time.js';

export interface Expansion {
  /** In order of time. */
  readonly occurrences: readonly Occurrence[];
  /** What cut it short, if anything did. */
  readonly stoppedBy?: StoppedBy | undefined;
}

export interface ExpandWindow {
  /** First and last day, both included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly env: Pick<Env, 'elapsed'>;
}

export interface ExpandOptions extends ExpandWindow {
  /** Events of the same import: those that replace or cancel one occurrence do so. */
  readonly others?: readonly CompanyEvent[] | undefined;
}

const windowSchema = v.object({ from: plainDateSchema, to: plainDateSchema });

/**
 * The times at which all events of an import happen, on a device; a server never carries out rules of repetition.
 *
 * An event that stands for an occurrence of one of the others is shown as that. Each event has the
 * limits of `expandEvent`, and all together have a fixed amount of work, counted in days looked at and
 * occurrences made, so that the same events always give the same: the first that are beyond it are
 * stopped by `work`.
 *
 * @throws ValidationError when the window has a day that no calendar holds.
 */
export function expandEvents(
  events: readonly CompanyEvent[],
  window: ExpandWindow,
): readonly (Expansion & { readonly event: CompanyEvent })[] {
  parseInput(windowSchema, window, 'There is no such window.');
  const moved = new Map<string, CompanyEvent[]>();
  for (const event of events)
    if (event.replaces !== undefined) moved.set(event.uid, [...(moved.get(event.uid) ?? []), event]);
  const series = new Set(events.filter(({ replaces }) => replaces === undefined).map(({ uid }) => uid));
  const work: Work = { left: calendarLimits.expandWork };
  return events
    .filter(({ uid, replaces }) => replaces === undefined || !series.has(uid))
    .map((event) => ({
      event,
      ...expansionOf(event, event.replaces === undefined ? (moved.get(event.uid) ?? []) : [], window, work),
    }));
}

/**
 * The times at which one event happens: at most 732 times and half a second, whichever comes first. The
 * rule is walked day by day within the years that calendars are read for, so that even the longest walk
 * has an end. For many events use `expandEvents`, which bounds their sum.
 *
 * @throws ValidationError when the window has a day that no calendar holds.
 */
export function expandEvent(event: CompanyEvent, { others = [], ...window }: ExpandOptions): Expansion {
  parseInput(windowSchema, window, 'There is no such window.');
  return expansionOf(
    event,
    others.filter(({ uid, replaces }) => uid === event.uid && replaces !== undefined),
    window,
    { left: calendarLimits.expandWork },
  );
}

function expansionOf(
  event: CompanyEvent,
  moved: readonly CompanyEvent[],
  { from, to, env }: ExpandWindow,
  work: Work,
): Expansion {
  if (event.cancelled) return { occurrences: [] };
  if (work.left <= 0) return { occurrences: [], stoppedBy: 'work' };
  const left = new Set<OccurrenceKey>([
    ...(event.repeats?.except ?? []),
    ...moved.flatMap(({ replaces }) => replaces ?? []),
  ]);
  /** Days and moments in one order. */
  const orderOf = (key: OccurrenceKey): number =>
    msOf(isDay(key) && event.startsAt !== undefined ? keyOn(event, key) : key);
  const changes = moved
    .filter(({ andFollowing }) => andFollowing)
    .map((change) => ({ change, from: orderOf(change.replaces ?? '') }))
    .toSorted((a, b) => a.from - b.from);
  const unknownFrom = event.repeats?.unknownFrom === undefined ? Infinity : orderOf(event.repeats.unknownFrom);
  const found = new Map<OccurrenceKey, Occurrence>();
  const keep = (occurrence: Occurrence): boolean => {
    const key = occurrence.startsAt ?? occurrence.startsOn;
    if (occurrence.startsOn > to || lastDayOf(occurrence) < from || found.has(key)) return true;
    if (found.size >= calendarLimits.occurrences) return false;
    found.set(key, occurrence);
    return true;
  };
  const offer = (key: OccurrenceKey): boolean => {
    if (left.has(key) || left.has(dayOfKey(event, key)) || orderOf(key) >= unknownFrom) return true;
    const change = changes.findLast((one) => one.from <= orderOf(key))?.change;
    if (change?.cancelled) return true;
    return keep(change ? following(change, event, key) : occurrenceAt(event, key));
  };
  for (const one of moved) if (!one.cancelled) keep(timesOf(one));
  offer(event.startsAt ?? event.startsOn);
  for (const key of event.repeats?.also ?? [])
    offer(isDay(key) && event.startsAt !== undefined ? keyOn(event, key) : key);
  const shifts = changes.map(({ change }) => movedBy(change, event) / dayMs);
  const stoppedBy = walkRule(event, {
    // Days earlier and later for what has become another day on the reader's side of the window, or has moved into it.
    earliest: addDays(
      from,
      -Math.max(event.days, ...changes.map(({ change }) => change.days)) - 1 - Math.ceil(Math.max(0, ...shifts)),
    ),
    last: addDays(to, 1 + Math.ceil(Math.max(0, ...shifts.map((days) => -days)))),
    work,
    env,
    keep: offer,
  });
  const sorted = [...found.values()].toSorted((a, b) =>
    (a.startsAt ?? a.startsOn) < (b.startsAt ?? b.startsOn) ? -1 : 1,
  );
  return { occurrences: sorted.slice(0, calendarLimits.occurrences), stoppedBy };
}

const lastDayOf = ({ startsOn, days }: Occurrence): PlainDate => addDays(startsOn, days - 1);

/** The day by which a calendar may also call an occurrence that has a time. */
const dayOfKey = (event: CompanyEvent, key: OccurrenceKey): PlainDate =>
  isDay(key) ? key : dayAt(clockOf(event), msOf(key));
