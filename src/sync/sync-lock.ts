import type { Env } from '../env.js';

/**
 * Runs while no other tab of this person does the same. The lock only spares work: where the page
 * has no locks, or another tab froze with one, it runs all the same, because a push sent twice
 * counts once and a page pulled twice is dropped.
 */
export async function withTabLock(name: string, run: () => Promise<void>, env: Pick<Env, 'after'>, patienceMs = 45_000): Promise<void> {
  const locks = lockManager();
  if (!locks) return run();
  const abort = new AbortController();
  const stop = env.after(patienceMs, () => abort.abort());
  let started = false;
  try {
    await locks.request(name, { signal: abort.signal }, () => {
      started = true;
      stop();
      return run();
    });
  } catch (error) {
    if (started) throw error;
    await run();
  } finally {
    stop();
  }
}

/**
 * Holds a role that one visible tab has at a time, from when it is free until `signal` ends it.
 * Where the page has no locks every tab has it: that costs a connection, and nothing else.
 */
export async function holdRole(name: string, run: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const locks = lockManager();
  if (!locks) return run();
  let started = false;
  try {
    await locks.request(name, { signal }, () => {
      started = true;
      return run();
    });
  } catch (error) {
    if (started) throw error;
    if (!signal.aborted) await run();
  }
}

/** Absent in insecure contexts and in Node 20. */
function lockManager(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : ((navigator as Partial<Navigator>).locks ?? undefined);
}
