import type { Circle } from '../client.js';
import { present } from '../records/members.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { createHours } from './hours.js';
import { createInvitations } from './invitations.js';
import { createPlaces } from './places.js';
import { createTimeZone } from './time-zone.js';

/** Who is on the rope, and who is asked onto it. */
export const createCircle = (workshop: Workshop): Circle => ({
  ...createInvitations(workshop),
  ...createPlaces(workshop),
  ...createHours(workshop),
  ...createTimeZone(workshop),
  watchMembers: (journey) => watchRope(workshop, journey, [], ({ members }) => present(members)),
});
