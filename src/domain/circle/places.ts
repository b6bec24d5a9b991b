import type { Places } from '../../api/places.js';
import { CordeeError } from '../../errors.js';
import type { Id } from '../../model/value/ids.js';
import { canEndMembership } from '../../model/people/membership-end.js';
import type { MembershipState } from '../../model/people/membership.js';
import { canMove } from '../../model/value/state-machine.js';
import { membershipMoves } from '../../model/states.js';
import { templateScopeOf } from '../../model/scope/scope-kind.js';
import { liveQuery } from '../../live/live-query.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { listOf, oneOf } from '../support/typed.js';
import { type WaitingCommand, waitingCommands } from '../support/waiting-commands.js';
import type { DomainContext } from '../support/domain-context.js';
import { circleViewOf } from './circle-view.js';

const states: Readonly<Record<string, MembershipState>> = {
  'membership.pause': 'paused',
  'membership.resume': 'active',
  'membership.end': 'ended',
};

/** The places in the journey, and what may be done with them. */
export function createPlaces(domain: DomainContext): Places {
  const { store, person } = domain;
  /** What was said here and is not in the records yet: between the server's yes and its next news nothing flickers. */
  const said = new Map<Id, MembershipState>();

  async function intended(
    context: JourneyContext,
    commands: readonly WaitingCommand[],
  ): Promise<ReadonlyMap<Id, MembershipState>> {
    const waiting = new Map<Id, MembershipState>();
    for (const { name, args } of commands) {
      const state = states[name];
      if (state) waiting.set(String(args['id']), state);
    }
    const refused = new Set(
      (await store.tray()).flatMap(({ change }) =>
        change.kind === 'command' && states[change.name] ? [String(change.args['id'])] : [],
      ),
    );
    for (const [id, state] of said) {
      const isThere = context.members.some((member) => member.id === id && member.state === state);
      if (!waiting.has(id) && (isThere || refused.has(id))) said.delete(id);
    }
    return new Map([...said, ...waiting]);
  }

  async function hold(journey: Id): Promise<JourneyContext> {
    const context = journeyContextOf(await store.records(journey), person);
    if (context && context.me.state !== 'ended') return context;
    throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not in this journey now: nothing was changed.');
  }

  async function move(journey: Id, id: Id, name: string): Promise<void> {
    const context = await hold(journey);
    const member = context.members.find((known) => known.id === id);
    const state = states[name] as MembershipState;
    const now = (await intended(context, await waitingCommands(store, journey))).get(id) ?? member?.state;
    const isMine = member && canEndMembership({ id, state: 'active' }, context.me);
    if (
      !member ||
      !isMine ||
      member.role === 'coachee' ||
      !now ||
      (now !== state && !canMove(membershipMoves, now, state))
    ) {
      throw new CordeeError(
        'CORDEE_PERMISSION_DENIED',
        `This place is not yours to change, or is ${now ?? 'not there'} (${name}).`,
      );
    }
    if (now === state) return;
    said.set(id, state);
    await store.commit(journey, [{ kind: 'command', name, args: { id } }]);
  }

  return {
    watchPlaces: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read() {
          const context = journeyContextOf(await store.records(journey), person);
          if (!context) return undefined;
          const found = oneOf(context.records, 'journey', journey);
          const [template] = found
            ? listOf(await store.records(templateScopeOf(found.template, found.version)), 'template')
            : [];
          return circleViewOf(context, template, await intended(context, await waitingCommands(store, journey)));
        },
      }),
    pause: (journey, member) => move(journey, member, 'membership.pause'),
    resume: (journey, member) => move(journey, member, 'membership.resume'),
    remove: (journey, member) => move(journey, member, 'membership.end'),
  };
}
