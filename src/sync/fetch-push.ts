import { lateCode } from '../util/lazy-import.js';

/** What sends. There is a network when it is needed; a device that is new has nothing to send. */
export const fetchPush = lateCode(() => import('./push.js'));
