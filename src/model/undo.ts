import { type Instant, dayMs, msOf } from './value/time.js';

/** [CM7] How long a removal and a stop can be undone. */
export const undoDays = 7;

/** Until when what was done at this moment can be undone, in Unix milliseconds. */
export const undoneUntil = (at: Instant): number => msOf(at) + undoDays * dayMs;
