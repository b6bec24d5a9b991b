import { CordeeError, StorageError } from '../errors.js';

/** What an error says of itself; nothing, of what is none. */
const said = (error: unknown): Pick<Error, 'name' | 'message'> =>
  error instanceof Error || error instanceof DOMException ? error : { name: '', message: '' };

export const isAbort = (error: unknown): boolean => said(error).name === 'AbortError';

/** What browsers say when they dropped the connection under us; a new one is all that is needed. */
export function isLostConnection(error: unknown): boolean {
  const { name, message } = said(error);
  return (
    (name === 'InvalidStateError' && /clos/i.test(message)) ||
    /connection to indexed database server lost|without an in-progress transaction|connection is closing/i.test(message)
  );
}

/** Whether a store did not open because a newer version of ours has been here. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof CordeeError && said(error.cause).name === 'VersionError';

export function asStorageError(cause: unknown): unknown {
  if (cause instanceof CordeeError) return cause;
  const { name } = said(cause);
  if (name === 'QuotaExceededError') {
    return new StorageError('CORDEE_STORAGE_FULL', 'The browser has no room left: free some space, then try again.', {
      cause,
    });
  }
  if (['SecurityError', 'VersionError', 'UnknownError', 'InvalidStateError'].includes(name)) {
    return new StorageError('CORDEE_STORAGE_BLOCKED', 'The browser gives no storage to this page.', { cause });
  }
  // A body's own error is the caller's business; anything the platform throws is storage.
  if (cause instanceof DOMException || cause === null || cause === undefined) {
    return new StorageError('CORDEE_STORAGE_FAILED', 'The browser could not store this.', { cause });
  }
  return cause;
}
