import type { Hours } from '../../api/hours.js';
import { parseInput } from '../../model/value/parse.js';
import { isTemplate } from '../../model/scope/scope-key.js';
import { isTimeZone, timeZoneSchema } from '../../model/value/time.js';
import { journeyContextOf } from '../support/members.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand, isFieldWaiting } from '../support/give-command.js';

/** On whose clock the reader lives: one for all their journeys. */
export function createTimeZone(domain: DomainContext): Pick<Hours, 'watchTimeZone' | 'setTimeZone'> {
  const { store, person } = domain;
  return {
    watchTimeZone: (journey) =>
      watchJourneyContext(domain, journey, undefined, ({ records, me: { id, timeZone } }) => ({
        timeZone,
        isKnown: isTimeZone(timeZone),
        isWaiting: isFieldWaiting(records.get('member', id), 'timeZone'),
      })),
    async setTimeZone(given) {
      const timeZone = parseInput(timeZoneSchema, given, 'This device knows no such time zone.');
      for (const journey of await store.journeys()) {
        if (isTemplate(journey)) continue;
        const me = journeyContextOf(await store.records(journey), person)?.me;
        if (!me || me.state === 'ended' || me.timeZone === timeZone) continue;
        await giveCommand(domain, journey, 'membership.zone', { id: me.id, timeZone });
      }
    },
  };
}
