import { noteSchema } from '../conversation/note.js';
import { highlightSchema } from '../journey/highlight.js';
import { coachFileSchema } from '../people/coach-file.js';
import { practiceCardSchema, practiceMeetingSchema } from '../people/coaching.js';
import { settingsSchema } from '../people/settings.js';
import { initiativeSchema } from '../programme/initiative.js';
import { planSchema } from '../programme/price-plan.js';

/**
 * Records that a first screen does without: a company's, the coaches', a guide's notes, one's own settings. A device
 * keeps them as they came, and has these schemas with the part of the domain that reads them.
 */
export const furtherSchemas = {
  note: noteSchema,
  highlight: highlightSchema,
  initiative: initiativeSchema,
  pricePlan: planSchema,
  practiceMeeting: practiceMeetingSchema,
  practiceCard: practiceCardSchema,
  coachFile: coachFileSchema,
  settings: settingsSchema,
} as const;
