import type { Env } from '../src/env.js';
import { type Log, failureOf } from './log.js';
import type { SyncStorage } from './sync-storage.js';

const dayMs = 86_400_000;
/** After the start: not while everybody comes back. */
const firstMs = 60_000;

export interface DailyOptions {
  readonly storage: SyncStorage;
  readonly tenants: readonly string[];
  readonly env: Pick<Env, 'now' | 'after'>;
  readonly log: Log;
}

/**
 * Drops once a day what has served, tenant by tenant. Several nodes may do it at once: what one has
 * dropped, the next does not find. Gives what ends it.
 */
export function pruneDaily({ storage, tenants, env, log }: DailyOptions): () => void {
  let cancel = env.after(firstMs, prune);
  let isEnded = false;
  function prune(): void {
    void pruneAll().finally(() => {
      if (!isEnded) cancel = env.after(dayMs, prune);
    });
  }
  async function pruneAll(): Promise<void> {
    for (const tenant of tenants) {
      try {
        log({ level: 'info', event: 'pruned', tenant, ...await storage.prune(tenant, env.now()) });
      } catch (error) {
        log({ level: 'error', event: 'prune-failed', tenant, ...failureOf(error) });
      }
    }
  }
  return () => {
    isEnded = true;
    cancel();
  };
}
