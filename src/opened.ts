import { createRaising } from './domain/challenges/raise.js';
import { createForum } from './domain/forum/forum.js';
import { createSteps } from './domain/journeys/steps.js';
import type { DomainContext } from './domain/support/domain-context.js';

/** What is opened from a first screen and written there: the forum, a step, a challenge. Fetched after the first screen. */
export const createOpened = (domain: DomainContext) => ({
  ...createForum(domain),
  ...createSteps(domain),
  ...createRaising(domain),
});

export type Opened = ReturnType<typeof createOpened>;
