import * as v from '../value/schema.js';
import { highlightKinds, highlightStates } from './highlight-state.js';
import { type Id, idSchema } from '../value/ids.js';
import { localizedTitleSchema } from '../value/localized-text.js';
import { lineSchema } from '../value/text.js';
import {
  type Instant,
  type PlainDate,
  addDays,
  dateIn,
  dayMs,
  daysBetween,
  instantSchema,
  keptZoneSchema,
  msOf,
  plainDateSchema,
} from '../value/time.js';

export const journeyStates = ['proposed', 'active', 'paused', 'closing', 'closed', 'stopped'] as const;
export type JourneyState = (typeof journeyStates)[number];

/** Whether nothing new begins in it any more. */
export const hasEnded = (state: unknown): boolean => state === 'closed' || state === 'stopped';

/** How long a journey that has ended takes answers to what was asked. */
export const lateAnswerDays = 30;

/** [WD5] What a journey takes of new words: all, and once it has ended answers to open asks, for a time. */
export type TakesWords = 'all' | 'answers' | 'nothing';

/** @param state Undefined for those who may not know it. */
export function takesWords(state: JourneyState | undefined, endedAt: Instant | undefined, nowMs: number): TakesWords {
  if (state === undefined ? endedAt === undefined : !hasEnded(state)) return 'all';
  return endedAt !== undefined && nowMs > msOf(endedAt) + lateAnswerDays * dayMs ? 'nothing' : 'answers';
}

/** A template at one version becoming one person's path. The coachee and the guides read it. */
export const journeySchema = v.object({
  template: idSchema,
  /** Exactly which edition: `1.4.0`. */
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  coachee: idSchema,
  cohort: v.optional(idSchema),
  state: v.picklist(journeyStates),
  /** The first day of week 1, in `timeZone`. */
  startedOn: plainDateSchema,
  timeZone: keptZoneSchema,
  /** While it rests: the day on which the person means to be back. */
  pausedUntil: v.optional(plainDateSchema),
  /** Its rests, oldest first; the one that goes on has no end. */
  pauses: v.optional(
    v.pipe(
      v.array(v.object({ from: plainDateSchema, to: v.optional(plainDateSchema) })),
      v.maxLength(200),
      v.readonly(),
    ),
  ),
  /** Of a journey that was stopped, if they wanted to say. */
  stoppedBecause: v.optional(lineSchema),
  /** Of a journey that was stopped: whose stop it was. */
  stoppedBy: v.optional(idSchema),
});
export type Journey = v.InferOutput<typeof journeySchema> & { readonly id: Id };

/** The first day of the rest that goes on; undefined while it does not rest. */
export const restsSince = ({ pauses = [] }: Pick<Journey, 'pauses'>): PlainDate | undefined =>
  pauses.find(({ to }) => to === undefined)?.from;

/** Which week of the journey a day falls in: 1 in the first, 0 or less before it. The rests that are over do not count. */
export function weekOfDay({ startedOn, pauses = [] }: Pick<Journey, 'startedOn' | 'pauses'>, day: PlainDate): number {
  const rested = pauses.reduce(
    (days, { from, to = from }) => days + Math.max(0, daysBetween(from, to < day ? to : day)),
    0,
  );
  return Math.floor((daysBetween(startedOn, day) - rested) / 7) + 1;
}

/** Which week of the journey it is on the person's calendar. While it rests, no week goes by. */
export const weekOf = (journey: Pick<Journey, 'startedOn' | 'timeZone' | 'pauses'>, nowMs: number): number =>
  weekOfDay(journey, restsSince(journey) ?? dateIn(journey.timeZone, nowMs));

export const stepRunStates = ['ahead', 'open', 'underway', 'done', 'skipped', 'replaced'] as const;
export type StepRunState = (typeof stepRunStates)[number];

/** How far one step of the template has come in this journey. Its id is `<journey>_<step>`. */
export const stepRunSchema = v.object({
  step: idSchema,
  state: v.picklist(stepRunStates),
  /** The day it is planned for after the coach's adaptations. */
  plannedFor: plainDateSchema,
  openedAt: v.optional(instantSchema),
  doneAt: v.optional(instantSchema),
});
export type StepRun = v.InferOutput<typeof stepRunSchema> & { readonly id: Id };

/** Whether its week, which begins on the planned day, is over and it still waits for somebody. `today` is the person's. */
export const isStepOverdue = (run: Pick<StepRun, 'state' | 'plannedFor'>, today: PlainDate): boolean =>
  (run.state === 'ahead' || run.state === 'open' || run.state === 'underway') && addDays(run.plannedFor, 7) <= today;

export const stepRunIdOf = (journey: Id, step: Id): Id => `${journey}_${step}`;

/** A company event in this journey, with the days it hangs on. */
export const highlightRunSchema = v.object({
  highlight: idSchema,
  kind: v.picklist(highlightKinds),
  title: localizedTitleSchema,
  startsOn: plainDateSchema,
  days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  timeZone: keptZoneSchema,
  state: v.picklist(highlightStates),
});
export type HighlightRun = v.InferOutput<typeof highlightRunSchema> & { readonly id: Id };
