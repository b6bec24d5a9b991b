import type { Highlight, HighlightState } from './highlight.js';
import type { Id } from './ids.js';
import type { StepRunState } from './journey.js';
import type { Template, TemplateActivity, TemplateHighlight } from './template.js';
import { type PlainDate, type TimeZone, addDays, dateIn, daysBetween, msOf } from './time.js';

/** An event of the company, as a calendar announces it. */
export type CompanyEvent = Pick<
  Highlight, 'id' | 'kind' | 'title' | 'startsAt' | 'endsAt' | 'timeZone' | 'uid' | 'sequence' | 'state'
>;

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
  readonly event: CompanyEvent;
  /** The template's highlight that it was taken for; none when the template has none of its kind. */
  readonly highlight: Id | undefined;
  readonly activities: readonly PlannedActivity[];
}

/** Days from the event where the template says nothing. */
export const defaultOffsets = { prepare: -5, harvest: 2, transfer: 21 } as const;

/**
 * The events of a journey after one more message of a calendar. A new event hangs what the
 * template prepares and harvests for its kind. The same `uid` with a higher `sequence` moves or
 * cancels the one that is there; activities keep their ids, so what is written in them stays. Any
 * other message changes nothing and gives the same list back.
 */
export function hangEvent(
  highlights: readonly PlannedHighlight[],
  event: CompanyEvent,
  template: Pick<Template, 'highlights'>,
  startedOn: PlainDate,
): readonly PlannedHighlight[] {
  const known = highlights.find((one) => one.event.uid === event.uid);
  if (!known) {
    if (event.state === 'cancelled') return highlights;
    return [...highlights, planned(event, highlightFor(highlights, event, template, startedOn))];
  }
  if (event.sequence <= known.event.sequence) return highlights;
  // Its own id stays, whatever name the calendar gives it now.
  const moved = { ...event, id: known.event.id };
  return highlights.map((one) => (one === known ? { ...one, event: moved, activities: one.activities.map((activity) => redated(activity, known.event, moved)) } : one));
}

export const isCancelled = ({ event }: PlannedHighlight): boolean => event.state === 'cancelled';

export const firstDayOf = ({ startsAt, timeZone }: CompanyEvent): PlainDate => dateIn(timeZone, msOf(startsAt));

/** The day that it ends in; a day that it only touches at midnight is not its own. */
export const lastDayOf = ({ startsAt, endsAt, timeZone }: CompanyEvent): PlainDate =>
  dateIn(timeZone, Math.max(msOf(startsAt), msOf(endsAt) - 1));

/** The template's highlight of that kind whose week is nearest, one that is free before one that is taken. */
function highlightFor(
  highlights: readonly PlannedHighlight[], event: CompanyEvent, template: Pick<Template, 'highlights'>, startedOn: PlainDate,
): TemplateHighlight | undefined {
  const week = Math.floor(daysBetween(startedOn, firstDayOf(event)) / 7) + 1;
  const distance = ({ id, typicalWeek }: TemplateHighlight): number =>
    Math.abs(typicalWeek - week) + (highlights.some(({ highlight }) => highlight === id) ? 10_000 : 0);
  return template.highlights.filter(({ kind }) => kind === event.kind).toSorted((a, b) => distance(a) - distance(b))[0];
}

function planned(event: CompanyEvent, highlight: TemplateHighlight | undefined): PlannedHighlight {
  if (!highlight) return { event, highlight: undefined, activities: [] };
  const make = (part: PlannedActivity['part'], offset: number, activity?: TemplateActivity): PlannedActivity => ({
    id: `${event.id}_${activity?.id ?? part}`, part, activity, plannedFor: dayAt(event, part, offset),
  });
  const harvest = highlight.harvest.map((activity) => {
    const offset = activity.dayOffset ?? defaultOffsets.harvest;
    return make(offset >= defaultOffsets.transfer ? 'transfer' : 'harvest', offset, activity);
  });
  return {
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
  addDays(part === 'prepare' ? firstDayOf(event) : lastDayOf(event), offset);

const redated = (activity: PlannedActivity, before: CompanyEvent, after: CompanyEvent): PlannedActivity => ({
  ...activity,
  plannedFor: dayAt(after, activity.part, daysBetween(dayAt(before, activity.part, 0), activity.plannedFor)),
});

/** How far an event has come for one person, by their calendar. */
export function highlightStateAt(
  highlight: PlannedHighlight, runs: ReadonlyMap<Id, StepRunState>, timeZone: TimeZone, now: number,
): HighlightState {
  const { event, activities } = highlight;
  if (isCancelled(highlight)) return 'cancelled';
  const today = dateIn(timeZone, now);
  if (now < msOf(event.startsAt)) {
    return activities.some(({ part, plannedFor }) => part === 'prepare' && plannedFor <= today) ? 'prepare-open' : 'announced';
  }
  if (now < msOf(event.endsAt)) return 'happening';
  const isOver = (parts: readonly string[]) => activities.every(({ id, part }) => !parts.includes(part) || runs.get(id) === 'done');
  if (!isOver(['harvest'])) return 'harvest-open';
  return isOver(['transfer']) ? 'closed' : 'harvested';
}
