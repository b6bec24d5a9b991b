import { highlightSchema } from '../journey/highlight.js';
import { coachFileSchema } from '../people/coach-file.js';
import { practiceCardSchema, practiceMeetingSchema } from '../people/coaching.js';
import { settingsSchema } from '../people/settings.js';
import { initiativeSchema } from '../programme/initiative.js';
import { planSchema } from '../programme/price-plan.js';

/**
 * Records of scopes that are no journey: a company's, the coaches', one's own settings. A device fetches these
 * schemas with the first scope that needs them, so that they never travel to a person's first screen.
 */
export const programmeSchemas = {
  highlight: highlightSchema,
  initiative: initiativeSchema,
  pricePlan: planSchema,
  practiceMeeting: practiceMeetingSchema,
  practiceCard: practiceCardSchema,
  coachFile: coachFileSchema,
  settings: settingsSchema,
} as const;
