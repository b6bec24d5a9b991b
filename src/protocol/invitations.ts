import * as v from '../model/value/schema.js';
import { invitationSchema, invitationStates, linkRoles } from '../model/people/invitation.js';
import { idSchema } from '../model/value/ids.js';
import { personNameSchema } from '../model/people/person-name.js';
import { languageTagSchema, nameSchema } from '../model/value/text.js';
import { instantSchema, keptZoneSchema, knownZone } from '../model/value/time.js';
import { protocolVersion } from './version.js';

const envelope = { v: v.literal(protocolVersion) };

/** 256 bits of chance: the token of a link, and the secret of a guest. Servers keep their SHA-256 only. */
export const secretSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'Use 32 random bytes in base64url.'));

const { to, words, hope, offer, home, hiddenFromCompany } = invitationSchema.entries;

/** `POST /v1/invitations`, with the token of the person accompanied. Asked again with the same `id`, it gives a new link instead. */
export const inviteRequestSchema = v.object({
  ...envelope,
  id: idSchema,
  journey: idSchema,
  role: v.picklist(linkRoles),
  to,
  words,
  hope,
  offer,
  home,
  hiddenFromCompany,
  locale: languageTagSchema,
});
export type InviteRequest = v.InferOutput<typeof inviteRequestSchema>;

/** The token is told this once. */
export const inviteResponseSchema = v.object({
  ...envelope,
  id: idSchema,
  token: secretSchema,
  expiresAt: instantSchema,
});
export type InviteResponse = v.InferOutput<typeof inviteResponseSchema>;

/** `POST /v1/invitations/revoke`, with the token of the person accompanied. */
export const revokeRequestSchema = v.object({ ...envelope, id: idSchema });
export type RevokeRequest = v.InferOutput<typeof revokeRequestSchema>;

/** How the invitation stands: `revoked`, unless it had been answered. */
export const invitationStateResponseSchema = v.object({ ...envelope, state: v.picklist(invitationStates) });
export type InvitationStateResponse = v.InferOutput<typeof invitationStateResponseSchema>;

/** `POST /v1/invitations/open` and `/decline`, without any other token. */
export const invitationTokenSchema = v.object({ ...envelope, token: secretSchema });
export type InvitationTokenRequest = v.InferOutput<typeof invitationTokenSchema>;

/** All that somebody knows who has not accepted yet. */
export const openedInvitationSchema = v.object({
  ...envelope,
  inviter: nameSchema,
  role: v.picklist(linkRoles),
  words,
  hope,
  offer,
  locale: languageTagSchema,
  expiresAt: instantSchema,
});
export type OpenedInvitation = v.InferOutput<typeof openedInvitationSchema>;

/**
 * `POST /v1/invitations/accept`. The secret is made by the device, which keeps it before it asks:
 * when the answer is lost on the way, the same question gets the same answer. Nobody stays outside
 * over a time zone: one that is not known is UTC.
 */
export const acceptRequestSchema = v.object({
  ...envelope,
  token: secretSchema,
  secret: secretSchema,
  name: personNameSchema,
  timeZone: v.pipe(
    keptZoneSchema,
    v.transform((name: string) => knownZone(name)),
  ),
  locale: languageTagSchema,
});
export type AcceptRequest = v.InferOutput<typeof acceptRequestSchema>;

/** Whose place it is now. */
export const acceptResponseSchema = v.object({ ...envelope, tenant: idSchema, person: idSchema, journey: idSchema });
export type AcceptResponse = v.InferOutput<typeof acceptResponseSchema>;

/** `POST /v1/guests/token`. */
export const guestTokenRequestSchema = v.object({ ...envelope, secret: secretSchema });
export type GuestTokenRequest = v.InferOutput<typeof guestTokenRequestSchema>;

export const guestTokenResponseSchema = v.object({
  ...envelope,
  token: v.pipe(v.string(), v.maxLength(8_192)),
  expiresAt: instantSchema,
});
export type GuestTokenResponse = v.InferOutput<typeof guestTokenResponseSchema>;
