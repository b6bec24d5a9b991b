/**
 * Time and chance, given to the code and never read by it, so that a test can hold both
 * still and a simulation can turn them.
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
};
