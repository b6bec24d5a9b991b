import { lateCode } from '../late-code.js';

// Both are fetched ahead, once a page is idle. Nothing that stores or sends a person's words is among them.

/** What is needed after an answer of the server that makes a device begin anew, or when a disk fails. */
export const fetchRecovery = lateCode(() => import('./recovery.js'));

/** What answers for all journeys without opening them. */
export const fetchDigests = lateCode(() => import('./digests.js'));
