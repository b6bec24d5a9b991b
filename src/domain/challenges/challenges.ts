import type { Challenges } from '../../api/client.js';
import { challengesOf } from '../support/challenges.js';
import { type DomainContext, watchScreen } from '../support/domain-context.js';

/** The challenges of the moment, to read. */
export const createChallenges = (domain: DomainContext): Pick<Challenges, 'watch'> => ({
  watch: (journey) =>
    watchScreen(
      domain,
      journey,
      [],
      (context) => ({ challenges: challengesOf(context) }),
      ({ challenges }) => challenges,
    ),
});
