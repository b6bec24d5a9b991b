import type { Hours } from '../../api/hours.js';
import { CordeeError } from '../../errors.js';
import { usualWorkingHours } from '../../insight/local-clock.js';
import { parseInput } from '../../model/value/parse.js';
import { workingHoursSchema } from '../../model/people/person.js';
import { journeyContextOf } from '../support/members.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand, isFieldWaiting } from '../support/give-command.js';

/** When the reader wants to be reached, as said in this journey. */
export function createHours(domain: DomainContext): Pick<Hours, 'watchHours' | 'setHours'> {
  return {
    watchHours: (journey) =>
      watchJourneyContext(domain, journey, undefined, ({ records, me }) => ({
        hours: me.workingHours,
        usual: usualWorkingHours,
        isWaiting: isFieldWaiting(records.get('member', me.id), 'workingHours'),
      })),
    async setHours(journey, given) {
      const hours =
        given === undefined ? null : parseInput(workingHoursSchema, given, 'These are not hours of a week.');
      const context = journeyContextOf(await domain.store.records(journey), domain.person);
      if (!context || context.me.state === 'ended')
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not in this journey now: nothing was changed.');
      await giveCommand(domain, journey, 'membership.hours', { id: context.me.id, hours });
    },
  };
}
