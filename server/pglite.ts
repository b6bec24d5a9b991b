import { PGlite, type Transaction } from '@electric-sql/pglite';
import { fsyncSync, mkdirSync, openSync, closeSync, readdirSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CordeeError, StorageError } from '../src/errors.js';
import { DurableFileSystem, syncFolder } from './durable-file-system.js';
import { lockFolder } from './folder-lock.js';
import { GroupCommit, type Session } from './group-commit.js';
import { type Sql, type SqlRunner, type SqlValue, openingOf, servingRole } from './sql.js';

/** PGlite's own, without `-F`, which turns PostgreSQL's care for the disk off. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    'fsync=on', 'wal_sync_method=fsync', 'full_page_writes=on', 'synchronous_commit=on',
    'shared_buffers=16MB', 'wal_buffers=1MB', 'min_wal_size=32MB', 'max_wal_size=128MB',
  ].flatMap((setting) => ['-c', setting]),
];

/** PostgreSQL inside this process, in memory: for tests and demonstrations. Nothing outlives it. */
export async function openMemoryDatabase(): Promise<Sql> {
  const database = await PGlite.create();
  return sqlOf(database, 'PostgreSQL inside this process, in memory: nothing survives its end.', () => database.close());
}

/**
 * PostgreSQL inside this process, in a folder that is made when missing and is this process's alone
 * until `close`. A transaction that settled well survives `kill -9` and a power cut.
 *
 * @param sync Makes a file last; given by tests that count.
 * @throws StorageError `CORDEE_STORAGE_LOCKED` when another process has the folder,
 *   `CORDEE_STORAGE_FAILED` when it cannot be used. When the disk refuses later, the process ends.
 */
export async function openFolderDatabase(folder: string, sync?: (descriptor: number) => void): Promise<Sql> {
  const root = resolve(folder);
  try {
    mkdirSync(root, { recursive: true });
    const lock = lockFolder(root);
    try {
      const database = await openIn(root, sync);
      const promise = `PostgreSQL inside this process, in "${root}": what was acknowledged survives a killed process and a power cut.`;
      return sqlOf(database, promise, async () => {
        try {
          await database.exec('checkpoint');
          await database.close();
        } finally {
          lock.release();
        }
      });
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof CordeeError) throw error;
    throw new StorageError('CORDEE_STORAGE_FAILED', `The folder "${root}" cannot be used as a database.`, { cause: error });
  }
}

async function openIn(root: string, sync: ((descriptor: number) => void) | undefined): Promise<PGlite> {
  const path = join(root, 'database');
  // What a start that was cut short left behind was never a database: the rename makes it one.
  for (const name of readdirSync(root)) if (name.startsWith('making-')) rmSync(join(root, name), { recursive: true });
  if (!existsSync(path)) {
    const draft = join(root, `making-${process.pid}`);
    await (await PGlite.create({ fs: new DurableFileSystem(draft, sync), startParams })).close();
    syncTree(draft);
    renameSync(draft, path);
    syncFolder(root);
  }
  return PGlite.create({ fs: new DurableFileSystem(path, sync), startParams });
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      syncTree(path);
    } else if (entry.isFile()) {
      const descriptor = openSync(path, 'r');
      try {
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    }
  }
  syncFolder(folder);
}

/** One connection: a transaction runs alone, in the order asked. A tenant's runs as the role that owns nothing. */
function sqlOf(database: PGlite, promise: string, close: () => Promise<void>): Sql {
  const asOwner: NonNullable<Sql['asOwner']> = (run) => database.transaction((tx) => run(runnerOf(tx)));
  const serve = <T>(work: (session: Session) => Promise<T>): Promise<T> => database.transaction(async (tx) => {
    await tx.exec(`set local role ${servingRole}`);
    return work({ runner: runnerOf(tx), execute: (text) => tx.exec(text) });
  });
  const group = new GroupCommit(serve);
  return {
    promise, asOwner, close,
    transaction(run, scope = {}) {
      if (scope.tenant !== undefined && scope.journey !== undefined) return group.run(scope.tenant, scope.journey, run);
      const opening = openingOf(scope);
      if (opening === '') return asOwner(run);
      return serve(async ({ runner, execute }) => {
        await execute(opening);
        return run(runner);
      });
    },
  };
}

const runnerOf = (tx: Transaction): SqlRunner => ({
  query: async <Row>(text: string, values?: readonly SqlValue[]) => (await tx.query<Row>(text, values && [...values])).rows,
});
