import { lateCode } from '../late-code.js';

/** What a store needs after a first sync. */
export const fetchLater = lateCode(() => import('./later.js'));
