import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../src/env.js';
import { type Log, failureOf } from '../telemetry/log.js';
import type { SyncStorage } from '../storage/sync-storage.js';

const dayMs = 86_400_000;
/** After the start: not while everybody comes back. */
const firstMs = 60_000;
const backupsKept = 7;

export interface DailyOptions {
  readonly storage: SyncStorage;
  readonly tenants: readonly string[];
  readonly env: Pick<Env, 'now' | 'after'>;
  readonly log: Log;
  /** Where copies of the database go, and what writes one. */
  readonly backup?: { readonly folder: string; readonly write: (file: string) => Promise<void> } | undefined;
}

/**
 * Once a day: writes a copy of the database where that is wanted, and drops what has served, tenant
 * by tenant. Several nodes may do it at once: what one has dropped, the next does not find. Gives
 * what ends it.
 */
export function startDaily(options: DailyOptions): () => void {
  const { env } = options;
  let cancel = env.after(firstMs, run);
  let isEnded = false;
  function run(): void {
    void backUp(options)
      .then(() => prune(options))
      .finally(() => {
        if (!isEnded) cancel = env.after(dayMs, run);
      });
  }
  return () => {
    isEnded = true;
    cancel();
  };
}

async function prune({ storage, tenants, env, log }: DailyOptions): Promise<void> {
  for (const tenant of tenants) {
    try {
      log({ level: 'info', event: 'pruned', tenant, ...(await storage.prune(tenant, env.now())) });
    } catch (error) {
      log({ level: 'error', event: 'prune-failed', tenant, ...failureOf(error) });
    }
  }
}

/** The oldest copies go only once the new one is whole. */
async function backUp({ env, log, backup }: DailyOptions): Promise<void> {
  if (backup === undefined) return;
  const { folder, write } = backup;
  try {
    await write(join(folder, `cordee-${new Date(env.now()).toISOString().replaceAll(':', '-')}.tar.gz`));
    const copies = readdirSync(folder)
      .filter((name) => /^cordee-\d{4}-.+\.tar\.gz$/.test(name))
      .toSorted();
    for (const name of copies.slice(0, -backupsKept)) rmSync(join(folder, name));
    log({ level: 'info', event: 'backed-up', kept: Math.min(copies.length, backupsKept) });
  } catch (error) {
    log({ level: 'error', event: 'backup-failed', ...failureOf(error) });
  }
}
