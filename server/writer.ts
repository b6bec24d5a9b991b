import type { Id } from '../src/model/ids.js';
import { activePlacesOf } from './access.js';
import type { JourneyDraft } from './journey-draft.js';
import type { MemberRow } from './sync-storage.js';

/** Who writes, from which device, when: everything about an operation that its body does not decide. */
export interface Writer {
  readonly person: Id;
  readonly replica: Id;
  /** By the server's clock. */
  readonly nowMs: number;
  /** When it was written, as far as anybody can know. */
  readonly editMs: number;
}

export const placesOf = ({ person }: Pick<Writer, 'person'>, draft: JourneyDraft): readonly MemberRow[] =>
  activePlacesOf(person, draft.members);

export const isCoachee = (places: readonly MemberRow[]): boolean => places.some(({ role }) => role === 'coachee');
