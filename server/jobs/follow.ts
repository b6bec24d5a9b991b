import type { ChangedScope, StorageWriter } from '../storage/sync-storage.js';

/** Scopes of one batch, unless said otherwise. */
const batchSize = 100;

export interface Follower {
  readonly tenant: string;
  /** Of this follower alone, and for ever: its place in the log is kept by it. */
  readonly name: string;
  readonly count?: number | undefined;
}

/**
 * Gives one batch of what changed after what this follower has seen, oldest first, and keeps how far it came in the same
 * transaction ([JB1] to [JB4]): what `run` writes lasts with the place in the log, or neither does. What leaves the
 * database, such as a call to somebody else's server, may be done twice after a failure.
 *
 * @param write Of a storage, or of a job, which then also must have its lease.
 * @returns Whether there may be more.
 */
export function followChanges(
  write: <T>(run: (writer: StorageWriter) => Promise<T>) => Promise<T>,
  { tenant, name, count = batchSize }: Follower,
  run: (changes: readonly ChangedScope[], writer: StorageWriter) => Promise<void>,
): Promise<boolean> {
  return write(async (writer) => {
    const from = await writer.takeFollower(tenant, name);
    // Another node is at it.
    if (from === undefined) return false;
    const changes = await writer.changedScopes(tenant, from, count);
    const last = changes.at(-1);
    if (last === undefined) return false;
    await run(changes, writer);
    await writer.saveFollower(tenant, name, last.at);
    return changes.length === count;
  });
}
