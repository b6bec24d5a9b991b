const told = new WeakSet<object>();

/** Tells the console, once per cause: several elements may meet the same error. */
export function warnOnce(cause: unknown, line: string): void {
  if (typeof cause === 'object' && cause !== null) {
    if (told.has(cause)) return;
    told.add(cause);
  }
  console.warn(`[cordee] ${line}`);
}
