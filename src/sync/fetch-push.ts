import { lateCode } from '../late-code.js';

/** What sends. A device that is new has nothing to send. */
export const fetchPush = lateCode(() => import('./push.js'));
