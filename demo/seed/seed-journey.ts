import type { SeedContext } from './seed-context.js';
import { seedForum } from './seed-forum.js';
import { seedPath } from './seed-path.js';
import type { SeedRecord } from './seed-record.js';
import { seedRope } from './seed-rope.js';

/** Eleven weeks of one journey, as the server would hold them if they had been lived. */
export const seedJourney = (context: SeedContext): readonly SeedRecord[] => [
  ...seedRope(context),
  ...seedPath(context),
  ...seedForum(context),
];
