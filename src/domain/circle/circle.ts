import type { Circle } from '../../api/client.js';
import { present } from '../support/members.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { createHours } from './hours.js';
import { createInvitations } from './invitations.js';
import { createPlaces } from './places.js';
import { createTimeZone } from './time-zone.js';

/** Who is in the journey, and who is asked onto it. */
export const createCircle = (domain: DomainContext): Circle => ({
  ...createInvitations(domain),
  ...createPlaces(domain),
  ...createHours(domain),
  ...createTimeZone(domain),
  watchMembers: (journey) => watchJourneyContext(domain, journey, [], ({ members }) => present(members)),
});
