import { lateCode } from '../util/lazy-import.js';

/**
 * What is needed after an answer of the server that makes a device begin anew, or when a disk fails. It is fetched
 * ahead, once a page is idle. Nothing that stores a person's words is in it.
 */
export const fetchRecovery = lateCode(() => import('./recovery.js'));
