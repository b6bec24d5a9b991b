import {
  type CompanyEvent,
  type PlannedActivity,
  type PlannedHighlight,
  hasBegun,
  isOver,
  lastDayOf,
} from './highlight-run.js';
import type { Id } from '../value/ids.js';
import { isPauseOver } from './pause.js';
import type { JourneyState, StepRunState } from './journey.js';
import type { PlannedStep } from './planned-step.js';
import type { PlannedPath } from './path.js';
import { type PlainDate, type TimeZone, addDays, dateIn, daysBetween } from '../value/time.js';

/** Where somebody stands. */
export interface Position {
  readonly state: JourneyState;
  readonly pausedUntil?: PlainDate | undefined;
  /** Where the person is: it says what day it is. */
  readonly timeZone: TimeZone;
  readonly plan: PlannedPath;
  readonly highlights: readonly PlannedHighlight[];
  /** How far each step and each activity has come, by its id; `ahead` where nothing is said. */
  readonly runs: ReadonlyMap<Id, StepRunState>;
}

/** Why it is the next thing, for the screen to say in its own words. */
export type NextReason = NextThing['reason'];

interface Timed {
  readonly id: Id;
  readonly plannedFor: PlainDate;
  /** Whole days until then; negative when it was before. */
  readonly inDays: number;
}

interface OfEvent extends Timed {
  readonly activity: PlannedActivity;
  readonly event: CompanyEvent;
  /** Whole days until its first day; once it has begun, from its last day, so 0 or negative when it is over. */
  readonly eventInDays: number;
}

/** The one thing to do next, or why there is none. */
export type NextThing =
  | (Timed & {
      readonly kind: 'step';
      readonly reason: 'step-underway' | 'step-due' | 'step-late' | 'step-ahead';
      readonly step: PlannedStep;
    })
  | (OfEvent & { readonly kind: 'preparation'; readonly reason: 'event-soon' | 'activity-ahead' })
  | (OfEvent & { readonly kind: 'harvest'; readonly reason: 'event-over' | 'event-used' | 'activity-ahead' })
  | {
      readonly kind: 'nothing';
      readonly reason: 'journey-proposed' | 'journey-paused' | 'journey-over' | 'path-finished';
      readonly until?: PlainDate | undefined;
    };

type Something = Exclude<NextThing, { kind: 'nothing' }>;

/** The smaller, the sooner. An event does not wait, what is begun is ended, and what was lived is told while it is fresh. */
const ranks = { preparation: 0, underway: 1, harvest: 2, due: 3, optional: 4, ahead: 5 } as const;
interface Candidate {
  readonly rank: number;
  readonly thing: Something;
}

const stepDays = 7;
const freshDays = 14;

/**
 * What the person does next, by the calendar of where they are. First a preparation whose event
 * is still to come, then a step under way, then a harvest of the last two weeks, then steps in
 * the order they are planned, those that may be left out last; with nothing due, what comes first.
 */
export function nextThing(position: Position, now: number): NextThing {
  const { state, pausedUntil } = position;
  if (state === 'proposed') return { kind: 'nothing', reason: 'journey-proposed' };
  if (state === 'closed' || state === 'stopped') return { kind: 'nothing', reason: 'journey-over' };
  if (state === 'paused' && !isPauseOver(position, now))
    return { kind: 'nothing', reason: 'journey-paused', until: pausedUntil };
  const today = dateIn(position.timeZone, now);
  const [first] = [...activities(position, today, now), ...steps(position, today)].toSorted(
    (a, b) => a.rank - b.rank || daysBetween(b.thing.plannedFor, a.thing.plannedFor),
  );
  return first?.thing ?? { kind: 'nothing', reason: 'path-finished' };
}

const isOpen = (state: StepRunState = 'ahead'): boolean =>
  state === 'ahead' || state === 'open' || state === 'underway';

function steps({ plan, runs }: Position, today: PlainDate): readonly Candidate[] {
  return plan.steps
    .filter(({ id, state }) => state === 'planned' && isOpen(runs.get(id)))
    .map((step): Candidate => {
      const { id, plannedFor } = step;
      const timed = { kind: 'step', id, plannedFor, inDays: daysBetween(today, plannedFor), step } as const;
      if (runs.get(id) === 'underway') return { rank: ranks.underway, thing: { ...timed, reason: 'step-underway' } };
      if (plannedFor > today && runs.get(id) !== 'open')
        return { rank: ranks.ahead, thing: { ...timed, reason: 'step-ahead' } };
      const isLate = addDays(plannedFor, stepDays) <= today;
      return {
        rank: step.step.optional ? ranks.optional : ranks.due,
        thing: { ...timed, reason: isLate ? 'step-late' : 'step-due' },
      };
    });
}

function activities({ highlights, runs }: Position, today: PlainDate, now: number): readonly Candidate[] {
  return highlights
    .filter(({ event }) => !event.cancelled)
    .flatMap(({ event, activities: hung }) =>
      hung.filter(({ id }) => isOpen(runs.get(id))).flatMap((activity) => candidatesOf(activity, event, today, now)),
    );
}

function candidatesOf(
  activity: PlannedActivity,
  event: CompanyEvent,
  today: PlainDate,
  now: number,
): readonly Candidate[] {
  const { id, part, plannedFor } = activity;
  const isBegun = hasBegun(event, today, now);
  const eventInDays = daysBetween(today, isBegun ? lastDayOf(event) : event.startsOn);
  const timed = { id, plannedFor, inDays: daysBetween(today, plannedFor), activity, event, eventInDays };
  if (part === 'prepare') {
    // Nobody prepares what has begun.
    if (isBegun) return [];
    return plannedFor > today
      ? [{ rank: ranks.ahead, thing: { ...timed, kind: 'preparation', reason: 'activity-ahead' } }]
      : [{ rank: ranks.preparation, thing: { ...timed, kind: 'preparation', reason: 'event-soon' } }];
  }
  if (plannedFor > today || !isOver(event, today, now))
    return [{ rank: ranks.ahead, thing: { ...timed, kind: 'harvest', reason: 'activity-ahead' } }];
  const rank = addDays(plannedFor, freshDays) > today ? ranks.harvest : ranks.optional;
  return [{ rank, thing: { ...timed, kind: 'harvest', reason: part === 'transfer' ? 'event-used' : 'event-over' } }];
}
