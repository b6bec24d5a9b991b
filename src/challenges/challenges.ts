import type { Challenges } from '../client.js';
import { challengesOf } from '../records/challenges.js';
import { type Workshop, watchScreen } from '../records/workshop.js';

/** The challenges of the moment, to read. */
export const createChallenges = (workshop: Workshop): Pick<Challenges, 'watch'> => ({
  watch: (journey) =>
    watchScreen(
      workshop,
      journey,
      [],
      (rope) => ({ challenges: challengesOf(rope) }),
      ({ challenges }) => challenges,
    ),
});
