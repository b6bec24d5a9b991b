import type { Challenges } from '../client.js';
import type { Workshop } from '../records/workshop.js';
import { holdRope, readMarkChanges, wordsChange } from '../records/writing.js';

/** What is done with the challenge of the moment. */
export function createRaising(workshop: Workshop): Pick<Challenges, 'raise' | 'markSeen'> {
  const { store } = workshop;
  return {
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
