import { SyncError } from '../errors.js';

/** [SY12] What would go on for ever is left alone for a while. */
export const loopError = (message: string): SyncError =>
  new SyncError('CORDEE_SYNC_PROTOCOL', message, { retryable: true, retryAfterMs: 10_000 });
