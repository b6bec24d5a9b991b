import { createRaising } from './challenges/raise.js';
import { createForum } from './forum/forum.js';
import { createSteps } from './journeys/steps.js';
import type { Workshop } from './records/workshop.js';

/** What is opened from a first screen and written there: the forum, a step, a challenge. Fetched after the first screen. */
export const createOpened = (workshop: Workshop) => ({
  ...createForum(workshop),
  ...createSteps(workshop),
  ...createRaising(workshop),
});

export type Opened = ReturnType<typeof createOpened>;
