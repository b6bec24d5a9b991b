import type { SyncAdapter } from '../sync/sync-adapter.js';
import { assertSame } from './harness.js';

interface Asker {
  readonly adapter: SyncAdapter;
}

interface World {
  readonly journey: string;
  readonly coachee: Asker;
  readonly companion: Asker;
  readonly stranger: Asker;
}

/** Fails unless it is refused with this status, and gives the code that the server named. */
export async function refusalOf(
  run: () => Promise<unknown>,
  status: number,
): Promise<{ readonly code?: string; readonly expected?: number }> {
  try {
    await run();
  } catch (error) {
    const { status: given, cause } = error as { readonly status?: number; readonly cause?: { readonly code?: string } };
    assertSame(given, status, 'another status');
    return cause ?? {};
  }
  throw new Error(`nothing was refused, expected ${status}`);
}

async function isUnknown(run: () => Promise<unknown>): Promise<boolean> {
  return run().then(
    () => false,
    (error: { readonly status?: number }) => error.status === 404,
  );
}

/** Queries, where an adapter has them: checks of the contract of a `SyncAdapter`. */
export function describeQuestions(check: (title: string, run: (world: World) => Promise<void>) => unknown): void {
  check(
    '[SA14] a question is answered to who may ask it, and refused in the same words to who may not, whatever there is',
    async ({ journey, coachee, companion, stranger }) => {
      if (!coachee.adapter.call) return;
      const ask = ({ adapter }: Asker, name: string, args: object): Promise<unknown> =>
        adapter.call?.('query', { v: 1, name, args }, new AbortController().signal) ?? Promise.resolve();
      // A server without queries knows no path of that name.
      if (await isUnknown(() => ask(coachee, 'notes.count', { journey }))) return;
      const { answer, at } = (await ask(coachee, 'notes.count', { journey })) as Record<string, unknown>;
      assertSame([answer, typeof at], [{ notes: 0 }, 'number']);
      const refusals = [];
      for (const who of [companion, stranger])
        for (const of of [journey, 'there-is-none'])
          refusals.push(await refusalOf(() => ask(who, 'notes.count', { journey: of }), 403));
      assertSame(
        [refusals[0]?.code, new Set(refusals.map((refusal) => JSON.stringify(refusal))).size],
        ['forbidden', 1],
      );
      await refusalOf(() => ask(coachee, 'notes.count', {}), 400);
      await refusalOf(() => ask(coachee, 'notes.read', { journey }), 404);
    },
  );
}
