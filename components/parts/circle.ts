import { CordeeCircle } from '../circle/circle.js';

/** Who is on the rope. */
export const elements = { circle: CordeeCircle };
