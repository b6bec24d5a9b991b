/** The two functions that every test runner has. */
export interface Harness {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** Fails with both sides when they do not say the same. */
export function assertSame(actual: unknown, expected: unknown, message = 'not the same'): void {
  const [a, b] = [sorted(actual), sorted(expected)];
  if (a !== b) throw new Error(`${message}\n  actual:   ${a}\n  expected: ${b}`);
}

/** JSON with the keys in order, so that two equal values read the same. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}

/** Fails unless the promise is refused with this code. */
export async function assertRefused(code: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    assertSame((error as { code?: unknown }).code, code, 'another error');
    return;
  }
  throw new Error(`nothing was refused, expected ${code}`);
}
