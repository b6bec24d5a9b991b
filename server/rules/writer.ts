import type { Id } from '../../src/model/value/ids.js';
import { activePlacesOf } from './access.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { MemberRow } from '../storage/sync-storage.js';

/** Who writes, from which device, when: everything about an operation that its body does not decide. */
export interface Writer {
  readonly person: Id;
  readonly replica: Id;
  /** By the server's clock. */
  readonly nowMs: number;
  /** When it was written, as far as anybody can know. */
  readonly editMs: number;
}

export const membershipsOf = ({ person }: Pick<Writer, 'person'>, scope: ScopeTransaction): readonly MemberRow[] =>
  activePlacesOf(person, scope.members);

export const isCoachee = (memberships: readonly MemberRow[]): boolean =>
  memberships.some(({ role }) => role === 'coachee');
