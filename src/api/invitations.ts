import type { Observable } from 'rxjs';
import type { Id } from '../model/value/ids.js';
import type { Invitation, InvitationState, LinkRole } from '../model/people/invitation.js';
import type { Role } from '../model/people/membership.js';
import type { Instant } from '../model/value/time.js';
import type { MemberView } from './views.js';

/** An invitation as the person writes it. */
export interface NewInvitation {
  readonly journey: Id;
  /** Guides and sponsors are not made by a link: the host places them. */
  readonly role: LinkRole;
  /** The person's own words, up to 2,000 characters. */
  readonly words: string;
  /** What they hope from them, and what they offer in return. */
  readonly hope?: string | undefined;
  readonly offer?: string | undefined;
  /** Whom it is for, to remember. Nothing is sent there, and it is erased with the answer. */
  readonly to?: Invitation['to'];
  /** `outside` unless it is said. */
  readonly home?: 'company' | 'outside' | undefined;
  /** Whether the company may not know that they accompany. True for somebody outside unless it is said. */
  readonly hiddenFromCompany?: boolean | undefined;
  /** The language it is written in, BCP 47. */
  readonly locale: string;
  /** The page that opens it: an absolute address, to which the token is added behind `#`. */
  readonly page?: string | undefined;
}

/** The only time that the link is there: it is not kept anywhere. */
export interface InvitationLink {
  readonly id: Id;
  readonly token: string;
  /** Absent when no `page` was given. */
  readonly link: string | undefined;
  readonly expiresAt: Instant;
}

/** How an invitation stands. */
export interface InvitationView {
  readonly id: Id;
  readonly role: Role;
  readonly words: string;
  readonly hope: string | undefined;
  readonly offer: string | undefined;
  readonly to: Invitation['to'];
  readonly state: InvitationState;
  readonly sentAt: Instant | undefined;
  readonly expiresAt: Instant | undefined;
  /** Who came of it, once accepted. */
  readonly member: MemberView | undefined;
}

/** Asking somebody into the journey. All but the reading needs the network. */
export interface Invitations {
  /** Newest first; nothing for whom is no guide and not the person accompanied. */
  watchInvitations(journey: Id): Observable<readonly InvitationView[]>;
  /**
   * Makes a link for one person, good for seven days and one answer.
   *
   * @throws CordeeError `CORDEE_PERMISSION_DENIED` unless the person accompanied asks, `CORDEE_INPUT_INVALID`,
   *   `CORDEE_SYNC_OFFLINE` without the network, `CORDEE_SYNC_REFUSED` when the journey has ended or fifty are open.
   */
  invite(invitation: NewInvitation): Promise<InvitationLink>;
  /** Takes a link back. Gives how it stands then: `revoked`, unless it had been answered. */
  revokeInvitation(id: Id): Promise<InvitationState>;
}
