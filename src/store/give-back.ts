import type { ScopeCache } from './scope-cache.js';
import type { Transact } from './transact.js';
import type { TurnQueue } from './turn-queue.js';

export interface GiveBackContext {
  readonly turns: Pick<TurnQueue, 'take'>;
  readonly transact: Transact;
  readonly cache: Pick<ScopeCache, 'names' | 'settle'>;
}

/** Writes what is in memory to a database that the browser has emptied under the page. Nobody sees anything of it. */
export async function giveBack({ turns, transact, cache }: GiveBackContext): Promise<void> {
  const { scopes } = await turns.take((check) =>
    transact(
      'strict',
      async ({ of, noteWaiting }) => {
        await Promise.all(cache.names().map(of));
        noteWaiting();
      },
      check,
    ),
  );
  for (const scope of scopes) cache.settle(scope);
}
