import { coachFileSchema } from '../../people/coach-file.js';

/** Of one candidate. */
export const coachFileSchemas = { coachFile: coachFileSchema } as const;
