import { practiceCardSchema, practiceMeetingSchema } from '../../people/coaching.js';

/** Of the coaches' practice. */
export const practiceSchemas = { practiceMeeting: practiceMeetingSchema, practiceCard: practiceCardSchema } as const;
