import type { Places } from '../contracts/places.js';
import { CordeeError } from '../errors.js';
import type { Id } from '../model/ids.js';
import { canEndMembership } from '../model/membership-end.js';
import type { MembershipState } from '../model/membership.js';
import { canMove } from '../model/state-machine.js';
import { membershipMoves } from '../model/states.js';
import { templateJourneyOf } from '../model/published-template.js';
import { liveQuery } from '../live/live-query.js';
import { type Rope, ropeOf } from '../records/members.js';
import { listOf, oneOf } from '../records/typed.js';
import { type WaitingCommand, waitingCommands } from '../records/waiting-commands.js';
import type { Workshop } from '../records/workshop.js';
import { circleViewOf } from './circle-view.js';

const states: Readonly<Record<string, MembershipState>> = {
  'membership.pause': 'paused',
  'membership.resume': 'active',
  'membership.end': 'ended',
};

/** The places on the rope, and what may be done with them. */
export function createPlaces(workshop: Workshop): Places {
  const { store, person } = workshop;
  /** What was said here and is not in the records yet: between the server's yes and its next news nothing flickers. */
  const said = new Map<Id, MembershipState>();

  async function intended(rope: Rope, commands: readonly WaitingCommand[]): Promise<ReadonlyMap<Id, MembershipState>> {
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
      const isThere = rope.members.some((member) => member.id === id && member.state === state);
      if (!waiting.has(id) && (isThere || refused.has(id))) said.delete(id);
    }
    return new Map([...said, ...waiting]);
  }

  async function hold(journey: Id): Promise<Rope> {
    const rope = ropeOf(await store.records(journey), person);
    if (rope && rope.me.state !== 'ended') return rope;
    throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not on this rope now: nothing was changed.');
  }

  async function move(journey: Id, id: Id, name: string): Promise<void> {
    const rope = await hold(journey);
    const member = rope.members.find((known) => known.id === id);
    const state = states[name] as MembershipState;
    const now = (await intended(rope, await waitingCommands(store, journey))).get(id) ?? member?.state;
    const isMine = member && canEndMembership({ id, state: 'active' }, rope.me);
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
          const rope = ropeOf(await store.records(journey), person);
          if (!rope) return undefined;
          const found = oneOf(rope.records, 'journey', journey);
          const [template] = found
            ? listOf(await store.records(templateJourneyOf(found.template, found.version)), 'template')
            : [];
          return circleViewOf(rope, template, await intended(rope, await waitingCommands(store, journey)));
        },
      }),
    pause: (journey, member) => move(journey, member, 'membership.pause'),
    resume: (journey, member) => move(journey, member, 'membership.resume'),
    remove: (journey, member) => move(journey, member, 'membership.end'),
  };
}
