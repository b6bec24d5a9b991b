import type { Fault } from '../value/remedies.js';
import * as v from '../value/schema.js';
import type { Id } from '../value/ids.js';
import { personNameSchema } from './person-name.js';
import { languageTagSchema } from '../value/text.js';
import { timeZoneSchema } from '../value/time.js';

export const homes = ['company', 'outside'] as const;
export const addresses = ['tu', 'vous'] as const;

const timeOfDaySchema = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'hours' satisfies Fault));

/** When somebody wants to be reached, on their own clock. Days run from 1, Monday, to 7. */
export const workingHoursSchema = v.pipe(
  v.object({
    days: v.pipe(v.array(v.picklist([1, 2, 3, 4, 5, 6, 7])), v.minLength(1), v.maxLength(7)),
    from: timeOfDaySchema,
    to: timeOfDaySchema,
  }),
  v.check(({ from, to }) => from < to, 'order' satisfies Fault),
);
export type WorkingHours = v.InferOutput<typeof workingHoursSchema>;

/** Somebody, whatever they are in which journey. */
export const personSchema = v.object({
  displayName: personNameSchema,
  pronouns: v.optional(personNameSchema),
  locale: languageTagSchema,
  timeZone: timeZoneSchema,
  workingHours: v.optional(workingHoursSchema),
  /** How they wish to be spoken to in French. */
  address: v.picklist(addresses),
  home: v.picklist(homes),
});
export type Person = v.InferOutput<typeof personSchema> & { readonly id: Id };
