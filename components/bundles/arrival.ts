import { CordeeArrival } from '../arrival/arrival.js';

/** For a page that is opened by an invitation. */
export const elements = { arrival: CordeeArrival };
