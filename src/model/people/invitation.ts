import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { type Role, roles } from './membership.js';
import { type Moves, stateAfter } from '../value/state-machine.js';
import { languageTagSchema, lineSchema, textSchema } from '../value/text.js';
import { dayMs, instantOf, instantSchema, msOf } from '../value/time.js';

export const invitationStates = ['draft', 'sent', 'opened', 'accepted', 'declined', 'expired', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];

const _ = null;

/** Nothing follows an answer: whoever changes their mind is invited again. */
export const invitationMoves = {
  draft: { send: 'sent', open: _, accept: _, decline: _, expire: _, revoke: _ },
  sent: { send: _, open: 'opened', accept: _, decline: 'declined', expire: 'expired', revoke: 'revoked' },
  opened: { send: _, open: 'opened', accept: 'accepted', decline: 'declined', expire: 'expired', revoke: 'revoked' },
  accepted: { send: _, open: _, accept: _, decline: _, expire: _, revoke: _ },
  // Whatever looked at the mail may have pressed the button: until the link is out of date, a yes may follow.
  declined: { send: _, open: _, accept: 'accepted', decline: _, expire: _, revoke: 'revoked' },
  expired: { send: _, open: _, accept: _, decline: _, expire: _, revoke: _ },
  revoked: { send: _, open: _, accept: _, decline: _, expire: _, revoke: _ },
} as const satisfies Moves<InvitationState, 'send' | 'open' | 'accept' | 'decline' | 'expire' | 'revoke'>;
export type InvitationEvent = keyof (typeof invitationMoves)['draft'];

/** How long an invitation stays open: a link lies about in mailboxes. */
export const invitationDays = 7;

/**
 * What a link may make of somebody. A link can be passed on, so none opens what the guides read:
 * guides and sponsors are placed by the host.
 */
export const linkRoles = ['companion', 'peer'] as const satisfies readonly Role[];
export type LinkRole = (typeof linkRoles)[number];

/** The person asks somebody into their journey, in their own words. */
export const invitationSchema = v.object({
  journey: idSchema,
  role: v.picklist(roles.filter((role) => role !== 'coachee')),
  /** Where to reach them. Erased as soon as it is not needed. */
  to: v.optional(
    v.object({ channel: v.picklist(['e-mail', 'link', 'host']), address: v.pipe(lineSchema, v.maxLength(320)) }),
  ),
  words: textSchema(2_000),
  /** What the person hopes from them. */
  hope: v.optional(lineSchema),
  /** What they offer in return. */
  offer: v.optional(lineSchema),
  state: v.picklist(invitationStates),
  /** The language it is written in. */
  locale: v.optional(languageTagSchema),
  home: v.optional(v.picklist(['company', 'outside'])),
  /** True when the company may not know that they accompany. */
  hiddenFromCompany: v.optional(v.boolean()),
  /** Set when it is sent. */
  at: v.optional(instantSchema),
  expiresAt: v.optional(instantSchema),
  /** The membership that came of it, once accepted. */
  member: v.optional(idSchema),
});
export type Invitation = v.InferOutput<typeof invitationSchema> & { readonly id: Id };

/** Whether it is one in full: what a device holds was checked in outline only. */
export const isInvitation = (input: unknown): boolean => v.is(invitationSchema, input);

/** Whether it waits for an answer that may no longer be given. */
export const isInvitationOverdue = (invitation: Pick<Invitation, 'state' | 'expiresAt'>, nowMs: number): boolean =>
  (invitation.state === 'sent' || invitation.state === 'opened' || invitation.state === 'declined') &&
  invitation.expiresAt !== undefined &&
  nowMs >= msOf(invitation.expiresAt);

/**
 * The invitation after an event; undefined when the event means nothing there. One that is out of
 * date only expires. The address leaves it with the last state.
 */
export function invitationAfter(invitation: Invitation, event: InvitationEvent, nowMs: number): Invitation | undefined {
  const isOverdue = isInvitationOverdue(invitation, nowMs);
  // One that was declined stays so; it is only accepted no more.
  if (event === 'expire' ? !isOverdue : isOverdue) return undefined;
  const state = stateAfter(invitationMoves, invitation.state, event);
  if (state === undefined) return undefined;
  if (state === 'sent') return { ...invitation, state, expiresAt: instantOf(nowMs + invitationDays * dayMs) };
  if (state === 'opened') return { ...invitation, state };
  const { to: _erased, ...rest } = invitation;
  return { ...rest, state };
}
