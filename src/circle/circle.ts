import type { Circle } from '../client.js';
import { present } from '../records/members.js';
import { type Workshop, watchRope } from '../records/workshop.js';

/** Who is on the rope. */
export function createCircle(workshop: Workshop): Circle {
  return {
    watchMembers: (journey) => watchRope(workshop, journey, [], ({ members }) => present(members)),
  };
}
