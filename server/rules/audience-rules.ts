import type { Audience } from '../../src/model/access/audience.js';
import { unfitReaders } from '../../src/model/access/audience-change.js';
import type { Fields } from '../../src/model/value/json.js';
import { objectOf } from '../../src/model/access/permissions.js';
import type { RecordType } from '../../src/model/record.js';
import { type Space, audienceOf, spaceOf } from '../../src/model/access/space.js';
import { limits } from '../../src/protocol/limits.js';
import { isInside } from './access.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import { type Writer, isCoachee, membershipsOf } from './writer.js';

/** Checks that an audience names people who are there, and that its writer is one of them. Gives its space. */
export async function checkAudience(scope: ScopeTransaction, writer: Writer, audience: Audience): Promise<Space> {
  const { journey } = scope.scopeKey;
  const memberships = membershipsOf(writer, scope);
  // Before it is looked up whom it names: who is outside of it learns nothing of them.
  demand(
    isInside(audience, writer.person, memberships) || isCoachee(memberships),
    'forbidden',
    'A writer is inside the audience they choose.',
  );
  switch (audience.kind) {
    case 'self':
      demand(false, 'invalid', 'What one keeps to oneself stays on the device.');
      break;
    case 'pair': {
      const other = scope.member(audience.relation);
      demand(
        other !== undefined && other.state !== 'ended' && other.role !== 'coachee',
        'invalid',
        'A pair with nobody.',
      );
      break;
    }
    case 'chosen':
      demand(
        audience.members.every((id) => scope.member(id)?.state === 'active'),
        'invalid',
        'A chosen reader is not there.',
      );
      break;
    case 'cohort': {
      const record = await scope.record('journey', journey);
      demand(record?.fields['cohort'] === audience.cohort, 'invalid', 'Another cohort.');
      break;
    }
  }
  return spaceOf(journey, audience, writer.person);
}

/** Refuses an audience that holds somebody who reads nothing of such an item, whoever asks. A space is read whole. */
export function demandFitReaders(scope: ScopeTransaction, type: RecordType, fields: Fields, audience: Audience): void {
  // Who is paused comes back.
  const members = scope.members.map((member) =>
    member.state === 'paused' ? { ...member, state: 'active' as const } : member,
  );
  const unfit = unfitReaders(objectOf(type, fields), audience, String(fields['by'] ?? ''), members);
  demand(unfit.length === 0, 'invalid', 'Somebody in this audience may not read such an item.');
}

/** Only lists of three and more are counted: the others are bounded by the number of members. */
const isFreeList = (space: Space): boolean => {
  const audience = audienceOf(space);
  return audience?.kind === 'chosen' && audience.members.length > 2;
};

/**
 * Refuses one more list of readers than there is room for. Only lists that hold something take room; the
 * person accompanied has some that nobody else takes, and every other member no more than a few.
 */
export async function demandRoomFor(scope: ScopeTransaction, writer: Writer, space: Space): Promise<void> {
  if (!isFreeList(space)) return;
  const used = scope.spacesInUse().filter(isFreeList);
  if (used.includes(space)) return;
  const isPerson = isCoachee(membershipsOf(writer, scope));
  const room = limits.spacesPerJourney - (isPerson ? 0 : limits.spacesForThePerson);
  demand(used.length < room, 'quota', 'As many lists of readers as a journey may have.');
  if (!isPerson) {
    const own = new Set((await scope.writtenBy(writer.person)).map((row) => row.space).filter(isFreeList));
    demand(own.size < limits.spacesPerMember, 'quota', 'As many lists of readers as a member may write to.');
  }
  scope.makeRoomFor(
    space,
    [...scope.spaces.keys()].filter((name) => isFreeList(name) && !used.includes(name)),
    limits.spacesPerJourney - used.length - 1,
  );
}
