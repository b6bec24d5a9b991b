import type { Env } from '../env.js';
import type { ScopeTransactions } from './apply-pull.js';
import type { ChangeFeed } from './change-feed.js';
import { type Durability, tableNames } from './database.js';
import type { Failover } from './failover.js';
import { readCensus, takeCensus } from './missing-parts.js';
import type { StoreCensus } from './rows.js';
import type { ScopeCache } from './scope-cache.js';
import { type ScopeTransaction, openScope } from './scope-transaction.js';
import type { Commit } from './store.js';

/** What a complete transaction leaves. Nothing in memory has changed yet: that is the caller's. */
export interface Transacted<T> {
  readonly result: T;
  readonly commit: Commit;
  readonly scopes: readonly ScopeTransaction[];
}

/**
 * One transaction over scopes. It settles when it is complete, and leaves nothing when `body`, `seal` or `check`
 * throws; `body` may run twice. The other tabs are told while it is under way: their reading waits for it, and no page
 * that ends meanwhile leaves them without what it stored.
 *
 * @param check Throws when nobody waits for this any more: nothing is stored of what was answered with an error.
 * @param seal What is done with each scope once `body` has ended.
 */
export type Transact = <T>(
  durability: Durability,
  body: (scopes: ScopeTransactions) => Promise<T>,
  check: () => void,
  seal?: (scope: ScopeTransaction) => Promise<void>,
) => Promise<Transacted<T>>;

export interface TransactContext {
  readonly env: Env;
  readonly disk: Pick<Failover, 'attempt'>;
  readonly cache: Pick<ScopeCache, 'knownOf'>;
  readonly feed: Pick<ChangeFeed, 'post'>;
}

export const createTransact =
  ({ env, disk, cache, feed }: TransactContext): Transact =>
  (durability, body, check, seal) =>
    disk.attempt((database) =>
      database.write(tableNames, durability, async (tx) => {
        const scopes = new Map<string, Promise<ScopeTransaction>>();
        let waiting = false;
        let grown: Promise<StoreCensus | undefined> | undefined;
        const result = await body({
          tx,
          env,
          of(journey) {
            let scope = scopes.get(journey);
            if (!scope) scopes.set(journey, (scope = openScope(tx, journey, cache.knownOf(journey))));
            return scope;
          },
          noteWaiting(more) {
            waiting = true;
            // Asked for with what the body reads, it costs a person's words no time of their own.
            grown =
              more === undefined
                ? undefined
                : readCensus(tx).then(
                    (census) => census && { ...census, outbox: census.outbox + more },
                    () => undefined,
                  );
          },
        });
        const all = await Promise.all(scopes.values());
        for (const scope of all) await seal?.(scope);
        check();
        for (const scope of all) scope.finish();
        const told = all.filter(({ isTold, touched }) => isTold || touched.size > 0).map(({ row }) => row.journey);
        if (waiting) tx.put('meta', ['census'], (await grown) ?? (await takeCensus(tx)));
        const commit: Commit = { journeys: new Set(told), waiting };
        feed.post(commit);
        return { result, scopes: all, commit };
      }),
    );
