import type { MemberRow, StoredRow } from '../../server/storage/sync-storage.js';
import type { Audience } from '../../src/model/access/audience.js';
import { isTemplate } from '../../src/model/scope/scope-key.js';
import type { JourneyState } from './memory-state.js';

const guides: readonly string[] = ['coachee', 'coach', 'mentor', 'tutor'];
const circle: readonly string[] = [...guides, 'peer', 'companion'];

/**
 * Whether a person reads a record now: written from the product's promises by hand, so that the
 * server's rules and this cannot be wrong together. Spaces and grants are not looked at.
 */
export function mayRead(journey: string, { members, records }: JourneyState, person: string, row: StoredRow): boolean {
  if (row.deleted) return false;
  if (isTemplate(journey)) return true;
  const places = [...members.values()].filter((member) => member.person === person && member.state === 'active');
  return places.some((place) => opens(row, place, records));
}

function opens(row: StoredRow, { id, role, person }: MemberRow, records: JourneyState['records']): boolean {
  const audience = row.fields['audience'] as Audience | undefined;
  // Whoever chooses the readers by name, the author is one of them.
  const isOwn = row.fields['by'] === person && (audience?.kind === 'pair' || audience?.kind === 'chosen');
  if (audience !== undefined) return isOwn || isFor(audience, id, role);
  switch (row.type) {
    case 'journey':
    case 'membership':
      return guides.includes(role);
    case 'member':
    case 'highlightRun':
      return circle.includes(role);
    case 'adaptation':
      return role === 'coachee' || role === 'coach';
    case 'stepRun':
      return row.space.endsWith('/path') ? role === 'coachee' || role === 'coach' : guides.includes(role);
    case 'note':
      // On all of their own devices, and on nobody else's.
      return row.fields['by'] === person;
    case 'moveProposal':
    case 'readMark': {
      // Who has read a text is known to them, to its author, and to whose space it is.
      const item = [...records.values()].find(
        (one) => one.id === row.fields['item'] && one.type !== 'readMark' && one.type !== 'moveProposal',
      );
      return role === 'coachee' || row.fields['by'] === person || item?.fields['by'] === person;
    }
    default:
      return false;
  }
}

function isFor(audience: Audience, id: string, role: string): boolean {
  switch (audience.kind) {
    case 'self':
      return false;
    case 'pair':
      return role === 'coachee' || audience.relation === id;
    case 'guides':
      return guides.includes(role);
    case 'circle':
      return circle.includes(role);
    case 'chosen':
      return role === 'coachee' || audience.members.includes(id);
    case 'cohort':
      return role === 'coachee';
  }
}
