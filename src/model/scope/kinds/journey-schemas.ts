import { noteSchema } from '../../conversation/note.js';

/** Of a journey, what a first screen does without. */
export const journeySchemas = { note: noteSchema } as const;
