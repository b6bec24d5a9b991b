import type { Space } from './space.js';

/** What only its author's device holds, in a `self` space: it is never pushed, and no reset or purge touches it. */
export const isDeviceOnly = (space: Space): boolean => /(^|\/)self(:[^/]*)?$/.test(space);
