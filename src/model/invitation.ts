import * as v from './schema.js';
import { type Id, idSchema } from './ids.js';
import { type Role, roles } from './membership.js';
import { stateAfter } from './state-machine.js';
import { invitationMoves } from './states.js';
import { languageTagSchema, lineSchema, textSchema } from './text.js';
import { dayMs, instantOf, instantSchema, msOf } from './time.js';

export const invitationStates = ['draft', 'sent', 'opened', 'accepted', 'declined', 'expired', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];
export type InvitationEvent = keyof (typeof invitationMoves)['draft'];

/** How long an invitation stays open: a link lies about in mailboxes. */
export const invitationDays = 7;

/**
 * What a link may make of somebody. A link can be passed on, so none opens what the guides read:
 * guides and sponsors are placed by the host.
 */
export const linkRoles = ['companion', 'peer'] as const satisfies readonly Role[];
export type LinkRole = (typeof linkRoles)[number];

/** The person asks somebody onto their rope, in their own words. */
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
  /** The place on the rope that came of it, once accepted. */
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
