import type { Id } from '../value/ids.js';
import type { Membership, MembershipState, Role } from './membership.js';

/** Whether this member may end that membership: the person accompanied any, everybody their own. */
export const canEndMembership = (
  membership: Pick<Membership, 'id' | 'state'>,
  by: { readonly id: Id; readonly role: Role | 'cohort'; readonly state: MembershipState },
): boolean =>
  membership.state !== 'ended' && by.state !== 'ended' && (by.role === 'coachee' || by.id === membership.id);
