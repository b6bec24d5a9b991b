import type { Challenges } from '../client.js';
import { challengesOf } from '../records/challenges.js';
import { type Workshop, holdRope, readMarkChanges, watchRope, wordsChange } from '../records/workshop.js';

/** The challenge of the moment. */
export function createChallenges(workshop: Workshop): Challenges {
  const { store } = workshop;
  return {
    watch: (journey) => watchRope(workshop, journey, [], challengesOf),
    async raise(words) {
      const rope = await holdRope(workshop, words.journey);
      const change = wordsChange(workshop, rope, 'challenge', words, { state: 'raised' });
      await store.commit(words.journey, [change]);
      return change.id;
    },
    async markSeen(journey, challenge) {
      const changes = readMarkChanges(workshop, await holdRope(workshop, journey), journey, [challenge]);
      if (changes.length > 0) await store.commit(journey, changes);
    },
  };
}
