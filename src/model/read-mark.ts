import type { Id } from './ids.js';
import type { Role } from './membership.js';
import { spaceOf } from './space.js';

interface Place {
  readonly id: Id;
  readonly person: Id;
  readonly role: Role;
}

/**
 * Where the mark of one reader on the item of one author lives: read by those two, and by the
 * person whose space it is. So nobody learns who else has read a text.
 */
export function readMarkSpaceOf(journey: string, reader: Place, author: Place): string {
  if (reader.role === 'coachee') return spaceOf(journey, { kind: 'pair', relation: author.id }, reader.person);
  if (author.role === 'coachee') return spaceOf(journey, { kind: 'pair', relation: reader.id }, reader.person);
  return spaceOf(journey, { kind: 'chosen', members: [author.id, reader.id] }, reader.person);
}
