import { SyncError } from './errors.js';

/**
 * Code that is fetched when it is first needed, and asked for again at the next need if it could
 * not be.
 *
 * @throws SyncError `CORDEE_SYNC_OFFLINE`, `retryable`, when it cannot be fetched.
 */
export function lateCode<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw new SyncError('CORDEE_SYNC_OFFLINE', 'A part of Cordée could not be fetched: try again with a network.', { cause, retryable: true });
    }));
}
