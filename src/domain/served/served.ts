import type { Served, ServedOnView } from '../../api/served.js';
import { CordeeError, ValidationError } from '../../errors.js';
import { parseFields } from '../../model/parse-fields.js';
import { instantOf } from '../../model/value/time.js';
import { oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { commitNew, openJourneyContext } from '../support/writing.js';
import { audienceFor } from './served-audience.js';
import { myWordsOf, servedOn } from './served-view.js';

const nothing: ServedOnView = { said: [], canSay: false, readers: [] };

/** How words come back to those who gave them. */
export function createServed(domain: DomainContext): Served {
  const { store, env, person } = domain;
  return {
    watch: (journey, contribution) =>
      watchJourneyContext(domain, journey, nothing, (context) => servedOn(context, contribution)),
    watchMine: (journey) => watchJourneyContext(domain, journey, [], myWordsOf),
    async say({ journey, contribution, body }) {
      const context = await openJourneyContext(domain, journey);
      const given = oneOf(context.records, 'contribution', contribution);
      if (!given || given.withdrawnAt !== undefined)
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'These words are not here any more.');
      if (given.by === person)
        throw new ValidationError('One does not thank oneself.', [
          { path: 'contribution', message: 'Choose words of somebody else.' },
        ]);
      const audience = audienceFor(given, context);
      const fields = parseFields('served', { contribution, by: person, at: instantOf(env.now()), audience, body });
      return commitNew(domain, context, 'served', fields);
    },
    async takeBack(journey, id) {
      const context = await openJourneyContext(domain, journey);
      const served = oneOf(context.records, 'served', id);
      if (served?.by !== person) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'Only who said it takes it back.');
      await store.commit(journey, [{ kind: 'delete', type: 'served', id, space: served.record.space }]);
    },
  };
}
