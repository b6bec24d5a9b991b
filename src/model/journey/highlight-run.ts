import type { HighlightKind, HighlightState } from './highlight-state.js';
import type { Id } from '../value/ids.js';
import type { StepRunState } from './journey.js';
import type { LocalizedText } from '../value/localized-text.js';
import type { Template, TemplateActivity, TemplateHighlight } from '../template/template.js';
import { type Instant, type PlainDate, type TimeZone, addDays, dateIn, daysBetween, msOf } from '../value/time.js';

/** An event of the company, as a calendar announces it. */
export interface CompanyEvent {
  /** What tells it from other events; the occurrences of a repeated event share it. */
  readonly uid: string;
  /** For one occurrence of a repeated event, which: its day or its moment in the series. */
  readonly replaces?: string | undefined;
  /** It also stands for the occurrences that follow. */
  readonly andFollowing?: true | undefined;
  /** Which edition of it this is. */
  readonly sequence: number;
  /** Not known when all that is said is that it is cancelled. */
  readonly kind: HighlightKind | undefined;
  readonly title?: string | LocalizedText | undefined;
  /** Its first day, where it takes place, and how many there are. */
  readonly startsOn: PlainDate;
  readonly days: number;
  /** Absent when it lasts all day. */
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  readonly timeZone: TimeZone;
  readonly cancelled: boolean;
}

/** Something to do before or after an event. `transfer`, three weeks later: was it used? */
export interface PlannedActivity {
  /** `<event>_<activity>`: what its run and what is written in it are called by. */
  readonly id: Id;
  readonly part: 'prepare' | 'harvest' | 'transfer';
  /** Its words; a transfer that the template does not write has none. */
  readonly activity: TemplateActivity | undefined;
  readonly plannedFor: PlainDate;
}

/** An event on one person's path, with what hangs on it. */
export interface PlannedHighlight {
  /** Its name in this journey, whatever the calendar calls it. */
  readonly id: Id;
  readonly event: CompanyEvent;
  /** The template's highlight that it was taken for; none when the template has none of its kind. */
  readonly highlight: Id | undefined;
  readonly activities: readonly PlannedActivity[];
}

/** Days from the event where the template says nothing. */
export const defaultOffsets = { prepare: -5, harvest: 2, transfer: 21 } as const;

/**
 * The events of a journey after one more message of a calendar. A new event hangs what the
 * template prepares and harvests for its kind, under the `id` given. The same `uid`, and for one
 * occurrence of a series the same occurrence, with a higher `sequence` moves or cancels the one that
 * is there. Any other message changes nothing and gives the same list back.
 */
export function hangEvent(
  highlights: readonly PlannedHighlight[],
  event: CompanyEvent,
  id: Id,
  template: Pick<Template, 'highlights'>,
  startedOn: PlainDate,
): readonly PlannedHighlight[] {
  const known = highlights.find((one) => isSameEvent(one.event, event));
  if (!known)
    return event.cancelled
      ? highlights
      : [...highlights, planned(id, event, highlightFor(highlights, event, template, startedOn))];
  if (event.sequence <= known.event.sequence) return highlights;
  return highlights.map((one) => (one === known ? movedTo(one, event) : one));
}

const isSameEvent = (a: CompanyEvent, b: CompanyEvent): boolean =>
  a.uid === b.uid && a.replaces === b.replaces && a.andFollowing === b.andFollowing;

/**
 * An event with another edition of itself, whatever its sequence: for a calendar that never
 * counts. Its activities keep their distance and their ids, so what is written in them stays. A
 * word that cancels says little more, so the rest stays as it was known.
 */
export function movedTo(highlight: PlannedHighlight, event: CompanyEvent): PlannedHighlight {
  const { event: known, activities } = highlight;
  if (event.cancelled) return { ...highlight, event: { ...known, sequence: event.sequence, cancelled: true } };
  const redated = activities.map((activity) => ({
    ...activity,
    plannedFor: dayAt(event, activity.part, daysBetween(dayAt(known, activity.part, 0), activity.plannedFor)),
  }));
  return { ...highlight, event, activities: redated };
}

export const lastDayOf = ({ startsOn, days }: CompanyEvent): PlainDate => addDays(startsOn, days - 1);

/** Whether it has begun: by the clock, or for a whole day by the calendar of the person. */
export const hasBegun = ({ startsAt, startsOn }: CompanyEvent, today: PlainDate, now: number): boolean =>
  startsAt === undefined ? startsOn <= today : msOf(startsAt) <= now;

export const isOver = (event: CompanyEvent, today: PlainDate, now: number): boolean =>
  event.endsAt === undefined ? lastDayOf(event) < today : msOf(event.endsAt) <= now;

/** The template's highlight of that kind whose week is nearest, one that is free before one that is taken. */
function highlightFor(
  highlights: readonly PlannedHighlight[],
  event: CompanyEvent,
  template: Pick<Template, 'highlights'>,
  startedOn: PlainDate,
): TemplateHighlight | undefined {
  const week = Math.floor(daysBetween(startedOn, event.startsOn) / 7) + 1;
  const distance = ({ id, typicalWeek }: TemplateHighlight): number =>
    Math.abs(typicalWeek - week) + (highlights.some(({ highlight }) => highlight === id) ? 10_000 : 0);
  return template.highlights.filter(({ kind }) => kind === event.kind).toSorted((a, b) => distance(a) - distance(b))[0];
}

function planned(id: Id, event: CompanyEvent, highlight: TemplateHighlight | undefined): PlannedHighlight {
  if (!highlight) return { id, event, highlight: undefined, activities: [] };
  const make = (part: PlannedActivity['part'], offset: number, activity?: TemplateActivity): PlannedActivity => ({
    id: `${id}_${activity?.id ?? part}`,
    part,
    activity,
    plannedFor: dayAt(event, part, offset),
  });
  const harvest = highlight.harvest.map((activity) => {
    const offset = activity.dayOffset ?? defaultOffsets.harvest;
    return make(offset >= defaultOffsets.transfer ? 'transfer' : 'harvest', offset, activity);
  });
  return {
    id,
    event,
    highlight: highlight.id,
    activities: [
      ...highlight.prepare.map((activity) => make('prepare', activity.dayOffset ?? defaultOffsets.prepare, activity)),
      ...harvest,
      ...(harvest.some(({ part }) => part === 'transfer') ? [] : [make('transfer', defaultOffsets.transfer)]),
    ],
  };
}

/** A preparation counts from the first day of the event, all else from its last. */
const dayAt = (event: CompanyEvent, part: PlannedActivity['part'], offset: number): PlainDate =>
  addDays(part === 'prepare' ? event.startsOn : lastDayOf(event), offset);

/** How far an event has come for one person, by their calendar. */
export function highlightStateAt(
  { event, activities }: PlannedHighlight,
  runs: ReadonlyMap<Id, StepRunState>,
  timeZone: TimeZone,
  now: number,
): HighlightState {
  if (event.cancelled) return 'cancelled';
  const today = dateIn(timeZone, now);
  if (!hasBegun(event, today, now)) {
    return activities.some(({ part, plannedFor }) => part === 'prepare' && plannedFor <= today)
      ? 'prepare-open'
      : 'announced';
  }
  if (!isOver(event, today, now)) return 'happening';
  const isDone = (asked: PlannedActivity['part']) =>
    activities.every(({ id, part }) => part !== asked || runs.get(id) === 'done');
  if (!isDone('harvest')) return 'harvest-open';
  return isDone('transfer') ? 'closed' : 'harvested';
}
