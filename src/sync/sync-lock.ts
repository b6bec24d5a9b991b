import type { Env } from '../env.js';

/**
 * Runs while no other tab of this person holds the same lock. The lock only spares work: where the
 * page has none, where the browser refuses it, or once `signal` ends the wait, it runs all the same.
 */
export async function withLock(
  env: Pick<Env, 'lock'>,
  name: string,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  let started = false;
  try {
    const turn = env.lock?.(name, signal, () => {
      started = true;
      return run();
    });
    if (turn) return await turn;
  } catch (error) {
    if (started) throw error;
  }
  return run();
}
