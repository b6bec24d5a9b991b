import * as v from '../value/schema.js';
import type { Id } from '../value/ids.js';
import { languageTagSchema } from '../value/text.js';
import { timeZoneSchema } from '../value/time.js';
import { addresses, workingHoursSchema } from './person.js';

/** What a person has chosen for all of their devices. One record, with the id of the person. */
export const settingsSchema = v.object({
  locale: v.optional(languageTagSchema),
  timeZone: v.optional(timeZoneSchema),
  workingHours: v.optional(workingHoursSchema),
  /** How they wish to be spoken to in French. */
  address: v.optional(v.picklist(addresses)),
});
export type Settings = v.InferOutput<typeof settingsSchema> & { readonly id: Id };
