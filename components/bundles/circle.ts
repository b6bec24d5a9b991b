import { CordeeCircle } from '../circle/circle.js';
import { CordeeInvite } from '../invite/invite.js';

/** Who is in the journey, and who is asked onto it. */
export const elements = { circle: CordeeCircle, invite: CordeeInvite };
