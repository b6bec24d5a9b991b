import * as v from 'valibot';
import { type Id, idSchema } from './ids.js';
import { roles } from './membership.js';
import { stateAfter } from './state-machine.js';
import { invitationMoves } from './states.js';
import { lineSchema, textSchema } from './text.js';
import { dayMs, instantOf, instantSchema, msOf } from './time.js';

export const invitationStates = ['draft', 'sent', 'opened', 'accepted', 'declined', 'expired', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];
export type InvitationEvent = keyof (typeof invitationMoves)['draft'];

/** How long an invitation stays open. */
export const invitationDays = 30;

/** The person asks somebody onto their rope, in their own words. */
export const invitationSchema = v.object({
  journey: idSchema,
  role: v.picklist(roles.filter((role) => role !== 'coachee')),
  /** Where to reach them. Erased as soon as it is not needed. */
  to: v.optional(v.object({ channel: v.picklist(['e-mail', 'link', 'host']), address: v.pipe(lineSchema, v.maxLength(320)) })),
  words: textSchema(2_000),
  /** What the person hopes from them. */
  hope: v.optional(lineSchema),
  /** What they offer in return. */
  offer: v.optional(lineSchema),
  state: v.picklist(invitationStates),
  /** Set when it is sent. */
  expiresAt: v.optional(instantSchema),
});
export type Invitation = v.InferOutput<typeof invitationSchema> & { readonly id: Id };

/** Whether it waits for an answer that may no longer be given. */
export const isInvitationOverdue = (invitation: Pick<Invitation, 'state' | 'expiresAt'>, nowMs: number): boolean =>
  (invitation.state === 'sent' || invitation.state === 'opened') &&
  invitation.expiresAt !== undefined &&
  nowMs >= msOf(invitation.expiresAt);

/**
 * The invitation after an event; undefined when the event means nothing there. One that is out of
 * date only expires. The address leaves it with the last state.
 */
export function invitationAfter(invitation: Invitation, event: InvitationEvent, nowMs: number): Invitation | undefined {
  const isOverdue = isInvitationOverdue(invitation, nowMs);
  if (event === 'expire' ? !isOverdue : isOverdue) return undefined;
  const state = stateAfter(invitationMoves, invitation.state, event);
  if (state === undefined) return undefined;
  if (state === 'sent') return { ...invitation, state, expiresAt: instantOf(nowMs + invitationDays * dayMs) };
  if (state === 'opened') return { ...invitation, state };
  const { to: _erased, ...rest } = invitation;
  return { ...rest, state };
}
