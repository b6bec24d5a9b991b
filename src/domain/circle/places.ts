import type { Places } from '../../api/places.js';
import { CordeeError } from '../../errors.js';
import type { Id } from '../../model/value/ids.js';
import { canEndMembership } from '../../model/people/membership-end.js';
import { stateAfter } from '../../model/value/state-machine.js';
import { membershipMoves } from '../../model/states.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import { journeyContextOf } from '../support/members.js';
import { listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand } from '../support/give-command.js';
import { circleViewOf } from './circle-view.js';

type Move = keyof (typeof membershipMoves)['active'];

/** The places in the journey, and what may be done with them. */
export function createPlaces(domain: DomainContext): Places {
  const { store, person } = domain;

  async function move(journey: Id, id: Id, name: Move): Promise<void> {
    const context = journeyContextOf(await store.records(journey), person);
    if (!context || context.me.state === 'ended')
      throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not in this journey now: nothing was changed.');
    const member = context.members.find((known) => known.id === id);
    const isMine =
      member &&
      member.role !== 'coachee' &&
      (name === 'readmit' ? context.me.role === 'coachee' : canEndMembership({ id, state: 'active' }, context.me));
    // Somebody has said it already.
    const isSaid = Object.values(membershipMoves).some((moves) => moves[name] === member?.state);
    if (isMine && isSaid) return;
    if (!isMine || !stateAfter(membershipMoves, member.state, name))
      throw new CordeeError(
        'CORDEE_PERMISSION_DENIED',
        `This place is not yours to change, or is ${member?.state ?? 'not there'} (${name}).`,
      );
    await giveCommand(domain, journey, `membership.${name}`, { id });
  }

  return {
    watchPlaces: (journey) =>
      watchJourneyContext(domain, journey, undefined, async (context) => {
        const found = oneOf(context.records, 'journey', journey);
        const [template] = found
          ? listOf(await store.records(templateScopeOf(found.template, found.version)), 'template')
          : [];
        return circleViewOf(context, template);
      }),
    pause: (journey, member) => move(journey, member, 'pause'),
    resume: (journey, member) => move(journey, member, 'resume'),
    remove: (journey, member) => move(journey, member, 'end'),
    readmit: (journey, member) => move(journey, member, 'readmit'),
  };
}
