import * as v from '../value/schema.js';
import type { Invitation } from './invitation.js';

/** An invitation as a device checks it: only the server writes one, and whoever shows it asks `isInvitation` first. */
export const invitationOutlineSchema = v.custom<Omit<Invitation, 'id'>>(
  (input) => typeof input === 'object' && input !== null,
  'Not an invitation.',
);
