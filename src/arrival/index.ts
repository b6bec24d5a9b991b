export {
  type Arrival,
  type ArrivalOptions,
  type Guest,
  type InvitationWords,
  type NewGuest,
  createArrival,
} from './arrival.js';
export type { GuestKeeper, KeptGuest } from './guest-keeper.js';
export { invitationInAddress, invitationLinkOf, invitationTokenIn } from '../protocol/invitation-link.js';
