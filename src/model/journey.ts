import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { localizedTextSchema } from './localized-text.js';
import { instantSchema, plainDateSchema, timeZoneSchema } from './time.js';

export const journeyStates = ['proposed', 'active', 'paused', 'closing', 'closed', 'stopped'] as const;
export type JourneyState = (typeof journeyStates)[number];

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
  timeZone: timeZoneSchema,
  pausedUntil: v.optional(plainDateSchema),
});
export type Journey = v.InferOutput<typeof journeySchema> & { readonly id: Id };

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

export const stepRunIdOf = (journey: Id, step: Id): Id => `${journey}_${step}`;

/** A company event in this journey, with the days it hangs on. */
export const highlightRunSchema = v.object({
  highlight: idSchema,
  kind: v.picklist(['strategy', 'training', 'personality-test', 'skills-assessment', 'review', 'survey', 'ritual']),
  title: localizedTextSchema,
  startsOn: plainDateSchema,
  days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  timeZone: timeZoneSchema,
  state: v.picklist(['announced', 'prepare-open', 'happening', 'harvest-open', 'harvested', 'closed', 'moved', 'cancelled']),
});
export type HighlightRun = v.InferOutput<typeof highlightRunSchema> & { readonly id: Id };
