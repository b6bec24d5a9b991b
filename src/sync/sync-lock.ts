/**
 * Runs while no other tab of this person holds the same lock. The lock only spares work: where the
 * page has none, where the browser refuses it, or once `signal` ends the wait, it runs all the same.
 */
export async function withLock(name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  // Absent in insecure contexts and in Node 20.
  const locks = typeof navigator === 'undefined' ? undefined : (navigator as Partial<Navigator>).locks;
  let started = false;
  try {
    if (locks) {
      return await locks.request(name, { signal }, () => {
        started = true;
        return run();
      });
    }
  } catch (error) {
    if (started) throw error;
  }
  return run();
}
