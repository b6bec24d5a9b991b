import type { Challenges } from '../../api/client.js';
import type { DomainContext } from '../support/domain-context.js';
import { openJourneyContext, readMarkChanges, wordsChange } from '../support/writing.js';

/** What is done with the challenge of the moment. */
export function createRaising(domain: DomainContext): Pick<Challenges, 'raise' | 'markSeen'> {
  const { store } = domain;
  return {
    async raise(words) {
      const context = await openJourneyContext(domain, words.journey);
      const change = wordsChange(domain, context, 'challenge', words, { state: 'raised' });
      await store.commit(words.journey, [change]);
      return change.id;
    },
    async markSeen(journey, challenge) {
      const changes = readMarkChanges(domain, await openJourneyContext(domain, journey), journey, [challenge]);
      if (changes.length > 0) await store.commit(journey, changes);
    },
  };
}
