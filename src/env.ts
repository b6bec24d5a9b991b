/** A line between the pages that one person has open on this device. */
export interface TabChannel {
  post(message: unknown): void;
  close(): void;
}

/**
 * Time, chance and what the pages of one device share, given to the code and never read by it, so
 * that a test can hold them still and a simulation can turn them.
 */
export interface Env {
  /** Wall clock, milliseconds since 1970 UTC. It may jump. */
  now(): number;
  /** Milliseconds that never jump; only differences mean something. */
  elapsed(): number;
  /** Calls back once; gives what undoes it. */
  after(delayMs: number, run: () => void): () => void;
  /** Uniform in [0, 1). */
  random(): number;
  /** Unpredictable bytes. */
  randomBytes(count: number): Uint8Array;
  /** Tells of what the other pages post under this name. Absent or undefined: nothing is shared. */
  openChannel?(name: string, onMessage: (message: unknown) => void): TabChannel | undefined;
  /**
   * Runs while no other page holds a lock of this name, and gives what `run` gives. Rejects without
   * having run when `signal` ends the wait or the browser refuses. Absent or undefined: there are no locks.
   */
  lock?(name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> | undefined;
}

/** The real clock and the real dice. `getRandomValues` works in insecure contexts, `randomUUID` does not. */
export const systemEnv: Env = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  openChannel(name, onMessage) {
    if (typeof BroadcastChannel !== 'function') return undefined;
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }) => onMessage(data));
    // In Node a channel would keep the process alive.
    (channel as { unref?: () => void }).unref?.();
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  },
  lock(name, signal, run) {
    // Absent in insecure contexts and in Node 20.
    const locks = typeof navigator === 'undefined' ? undefined : (navigator as Partial<Navigator>).locks;
    return locks?.request(name, { signal }, run);
  },
};
