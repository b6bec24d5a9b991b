import { SyncError } from '../errors.js';

/** Milliseconds. A line may open and then carry nothing. */
const patienceMs = 30_000;

/**
 * Code that is fetched when it is first needed, and asked for again at the next need if it could
 * not be.
 *
 * @throws SyncError `CORDEE_SYNC_OFFLINE`, `retryable`, when it cannot be fetched, or has not come within thirty seconds.
 */
export function lateCode<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= new Promise<T>((resolve, reject) => {
      const timer = setTimeout(reject, patienceMs, new TypeError('It takes too long.'));
      load()
        .finally(() => clearTimeout(timer))
        .then(resolve, reject);
    }).catch((cause: unknown) => {
      loading = undefined;
      throw new SyncError('CORDEE_SYNC_OFFLINE', 'A part of Cordée could not be fetched: try again with a network.', {
        cause,
        retryable: true,
      });
    }));
}
