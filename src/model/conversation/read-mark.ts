import type { Id } from '../value/ids.js';
import type { MembershipState, Role } from '../people/membership.js';
import { spaceOf } from '../access/space.js';

interface Place {
  readonly id: Id;
  readonly person: Id;
  readonly role: Role;
}

/** The place that an author has now; of those who left and came back, the one that is open. */
export const placeOf = <P extends Place & { readonly state: MembershipState }>(
  members: readonly P[],
  person: Id,
): P | undefined =>
  members
    .filter((member) => member.person === person)
    .toSorted((a, b) => Number(b.state === 'active') - Number(a.state === 'active') || (a.id < b.id ? -1 : 1))[0];

/**
 * Where the mark of one reader on the item of one author lives: read by those two, and by the
 * person whose space it is. So nobody learns who else has read a text.
 */
export function readMarkSpaceOf(journey: string, reader: Place, author: Place): string {
  if (reader.role === 'coachee') return spaceOf(journey, { kind: 'pair', relation: author.id }, reader.person);
  if (author.role === 'coachee') return spaceOf(journey, { kind: 'pair', relation: reader.id }, reader.person);
  return spaceOf(journey, { kind: 'chosen', members: [author.id, reader.id] }, reader.person);
}

export const readMarkIdOf = (item: Id, membership: Id): Id => `${item}_${membership}`;
