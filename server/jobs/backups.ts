import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../src/env.js';
import { type Log, failureOf } from '../telemetry/log.js';

const dayMs = 86_400_000;
/** After the start: not while everybody comes back. */
const firstMs = 60_000;
const backupsKept = 7;

export interface BackupOptions {
  readonly env: Pick<Env, 'now' | 'after'>;
  readonly log: Log;
  /** Where copies of the database go. */
  readonly folder: string;
  /** Writes one. */
  readonly write: (file: string) => Promise<void>;
}

/**
 * Once a day writes a copy of this node's own database. It is no job under a lease: no other node has this database.
 * Gives what ends it.
 */
export function startBackups(options: BackupOptions): () => void {
  const { env } = options;
  let cancel = env.after(firstMs, run);
  let isEnded = false;
  function run(): void {
    void backUp(options).finally(() => {
      if (!isEnded) cancel = env.after(dayMs, run);
    });
  }
  return () => {
    isEnded = true;
    cancel();
  };
}

/** The oldest copies go only once the new one is whole. */
async function backUp({ env, log, folder, write }: BackupOptions): Promise<void> {
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
