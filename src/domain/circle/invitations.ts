import type { InvitationView, Invitations } from '../../api/invitations.js';
import { CordeeError } from '../../errors.js';
import { createId } from '../../model/value/ids.js';
import { isInvitation, isInvitationOverdue } from '../../model/people/invitation.js';
import { parseInput } from '../../model/value/parse.js';
import { parseAnswer } from '../../protocol/answer.js';
import { invitationLinkOf } from '../../protocol/invitation-link.js';
import {
  invitationStateResponseSchema,
  inviteRequestSchema,
  inviteResponseSchema,
} from '../../protocol/invitations.js';
import { protocolVersion } from '../../protocol/version.js';
import type { JourneyContext } from '../support/members.js';
import { listOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { assertAllowed, openJourneyContext } from '../support/writing.js';

/** Asking somebody into the journey: the server makes the link, and writes the record that tells how it stands. */
export function createInvitations(domain: DomainContext): Invitations {
  const { env } = domain;

  const ask = async (path: string, body: object): Promise<unknown> => {
    if (!domain.call) throw new CordeeError('CORDEE_SYNC_REFUSED', 'This adapter has no `call`: it cannot invite.');
    return domain.call(path, body, new AbortController().signal);
  };

  return {
    watchInvitations: (journey) => watchJourneyContext(domain, journey, [], (context) => viewsOf(context, env.now())),
    async invite({ page, ...draft }) {
      const request = parseInput(
        inviteRequestSchema,
        { ...draft, v: protocolVersion, id: createId(env) },
        'The invitation is not complete.',
      );
      assertAllowed(await openJourneyContext(domain, draft.journey), 'invitation', 'write');
      const { id, token, expiresAt } = parseAnswer(inviteResponseSchema, await ask('invitations', request));
      return { id, token, expiresAt, link: page === undefined ? undefined : invitationLinkOf(page, token) };
    },
    revokeInvitation: async (id) =>
      parseAnswer(invitationStateResponseSchema, await ask('invitations/revoke', { v: protocolVersion, id })).state,
  };
}

function viewsOf({ records, members }: JourneyContext, nowMs: number): readonly InvitationView[] {
  return listOf(records, 'invitation')
    .filter(isInvitation)
    .map((invitation): InvitationView => {
      const { id, role, words, hope, offer, to, state, at, expiresAt, member } = invitation;
      return {
        id,
        role,
        words,
        hope,
        offer,
        to,
        expiresAt,
        // The server tells it later: it looks from time to time.
        state: state !== 'declined' && isInvitationOverdue(invitation, nowMs) ? 'expired' : state,
        sentAt: at,
        member: members.find((known) => known.id === member),
      };
    })
    .toSorted((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? '') || a.id.localeCompare(b.id));
}
