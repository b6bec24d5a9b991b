import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { wordsOrLocalizedSchema } from '../value/localized-text.js';
import { languageTagSchema, lineSchema } from '../value/text.js';
import { instantSchema, timeZoneSchema } from '../value/time.js';

const units = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1_000));

/** What a coach says of themself, and how many people they can carry. */
export const coachProfileSchema = v.object({
  person: idSchema,
  languages: v.pipe(v.array(languageTagSchema), v.minLength(1), v.maxLength(30)),
  credentials: v.pipe(v.array(lineSchema), v.maxLength(30)),
  supervisedHoursPerYear: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(2_000)),
  /** In load units; a plan says how many a person takes. */
  loadLimit: units,
  statement: wordsOrLocalizedSchema(5_000),
});
export type CoachProfile = v.InferOutput<typeof coachProfileSchema> & { readonly id: Id };

/** Coaches learning from each other, on one theme. */
export const practiceMeetingSchema = v.object({
  theme: wordsOrLocalizedSchema(500),
  host: idSchema,
  at: instantSchema,
  timeZone: timeZoneSchema,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_440)),
  state: v.picklist(['planned', 'held', 'cancelled']),
  attendees: v.pipe(v.array(idSchema), v.maxLength(500)),
});
export type PracticeMeeting = v.InferOutput<typeof practiceMeetingSchema> & { readonly id: Id };

/** One practice worth keeping, shown beside the steps that it helps with. */
export const practiceCardSchema = v.object({
  meeting: idSchema,
  text: wordsOrLocalizedSchema(5_000),
  steps: v.pipe(v.array(idSchema), v.maxLength(100)),
  by: idSchema,
  state: v.picklist(['draft', 'kept', 'retired']),
});
export type PracticeCard = v.InferOutput<typeof practiceCardSchema> & { readonly id: Id };

/** The cards that every coach sees beside a step. */
export const cardsBesideStep = <C extends Pick<PracticeCard, 'steps' | 'state'>>(
  cards: readonly C[],
  step: Id,
): readonly C[] => cards.filter((card) => card.state === 'kept' && card.steps.includes(step));
