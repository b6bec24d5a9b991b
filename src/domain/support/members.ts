import type { Id } from '../../model/value/ids.js';
import type { Role } from '../../model/people/membership.js';
import type { JourneyRecords } from '../../store/store.js';
import type { MemberView } from '../../api/views.js';
import { alikeAmong } from './alike.js';
import { listOf, oneOf } from './typed.js';

const rank: Readonly<Record<Role, number>> = {
  coachee: 0,
  coach: 1,
  mentor: 2,
  tutor: 3,
  sponsor: 4,
  peer: 5,
  companion: 6,
};

interface Known {
  readonly memberships: readonly unknown[];
  readonly me: Id;
  readonly members: readonly MemberView[];
}
const known = new WeakMap<readonly unknown[], Known>();

/** Everybody in this journey whom the reader may know: the coachee, then guides, then companions by when they came. */
export function membersOf(records: JourneyRecords, me: Id): readonly MemberView[] {
  const list = listOf(records, 'member');
  const memberships = listOf(records, 'membership');
  const before = known.get(list);
  if (before?.memberships === memberships && before.me === me) return before.members;
  const found = list
    .map(({ id, person, name, role, state, timeZone, workingHours, endedAt }) => {
      const full = oneOf(records, 'membership', id);
      return {
        id,
        person,
        name,
        role,
        state,
        timeZone,
        workingHours,
        endedAt,
        displayName: full?.displayName,
        place: full?.place,
        job: full?.job,
        home: full?.home,
        replyWithinDays: full?.replyWithinDays,
        isMe: person === me,
      };
    })
    .toSorted((a, b) => rank[a.role] - rank[b.role]);
  const alike = alikeAmong(found);
  const members = found.map((member) => ({ ...member, isAlike: alike.has(member.person) }));
  known.set(list, { memberships, me, members });
  return members;
}

/** A journey as one of its members sees it: what every view and verb starts from. */
export interface JourneyContext {
  readonly records: JourneyRecords;
  readonly members: readonly MemberView[];
  readonly me: MemberView;
}

const journeys = new WeakMap<JourneyRecords, JourneyContext>();

/** Undefined when this person is not in that journey, or nothing of it is on the device yet. */
export function journeyContextOf(records: JourneyRecords, person: Id): JourneyContext | undefined {
  const before = journeys.get(records);
  if (before?.me.person === person) return before;
  const members = membersOf(records, person);
  // Who has left and come back has two places, and lives in the new one.
  const me = members.find(({ isMe, state }) => isMe && state !== 'ended') ?? members.find(({ isMe }) => isMe);
  if (!me) return undefined;
  const context = { records, members, me };
  journeys.set(records, context);
  return context;
}

/** Those who have not left, paused ones included. */
export const present = (members: readonly MemberView[]): readonly MemberView[] =>
  members.filter(({ state }) => state !== 'ended');
