import { PGlite } from '@electric-sql/pglite';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CordeeError, StorageError } from '../../src/errors.js';
import { checkPages } from './check-pages.js';
import { DurableFileSystem, syncFolder } from './durable-file-system.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { syncTree, writeLasting } from './lasting-files.js';
import { renameStore } from './migrate.js';
import { runnerOf, sqlOf } from './pglite.js';
import type { Sql } from './sql.js';

/** PGlite's own, without `-F`, which turns PostgreSQL's care for the disk off. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    'fsync=on',
    'wal_sync_method=fsync',
    'full_page_writes=on',
    'synchronous_commit=on',
    'shared_buffers=16MB',
    'wal_buffers=1MB',
    'min_wal_size=32MB',
    'max_wal_size=128MB',
  ].flatMap((setting) => ['-c', setting]),
];

/** A database in a folder, which can be copied while it serves. */
export interface FolderDatabase extends Sql {
  /** Writes all of it, as it is at one moment, to a new file: a tar archive, gzipped. Others wait meanwhile. */
  backUp(file: string): Promise<void>;
}

/**
 * PostgreSQL inside this process, in a folder that is made when missing and is this process's alone
 * until `close`. A transaction that settled well survives `kill -9` and a power cut. A database
 * whose last process did not close it is checked, page by page, before it serves.
 *
 * @param sync Makes a file last; given by tests that count.
 * @throws StorageError `CORDEE_STORAGE_LOCKED` when another process has the folder,
 *   `CORDEE_STORAGE_FAILED` when it cannot be used. When the disk refuses later, the process ends.
 */
export function openFolderDatabase(folder: string, sync?: (descriptor: number) => void): Promise<FolderDatabase> {
  return inFolder(folder, async (root, lock) => {
    if (!existsSync(join(root, 'database'))) await makeDatabase(root, sync);
    const database = await openDatabase(root, lock.isTakenOver, sync);
    const promise = `PostgreSQL inside this process, in "${root}": what was acknowledged survives a killed process and a power cut.`;
    const sql = sqlOf(database, promise, async () => {
      try {
        await database.exec('checkpoint');
        await database.close();
      } finally {
        lock.release();
      }
    });
    return {
      ...sql,
      async backUp(file) {
        await database.exec('checkpoint');
        const archive = await database.dumpDataDir('gzip');
        writeLasting(file, new Uint8Array(await archive.arrayBuffer()));
      },
    };
  });
}

/**
 * Makes a database in a folder from a file that `backUp` wrote, checks it page by page, and gives it
 * another name, so that devices notice that it is older than what they know.
 *
 * @throws StorageError also when there is a database already: nothing is ever written over.
 */
export async function restoreFolderDatabase(
  file: string,
  folder: string,
  createStoreName: () => string,
): Promise<void> {
  await inFolder(folder, async (root, lock) => {
    if (existsSync(join(root, 'database'))) {
      throw new StorageError(
        'CORDEE_STORAGE_FAILED',
        `There is a database in "${root}" already: restore into another folder.`,
      );
    }
    await makeDatabase(root, undefined, new Blob([readFileSync(file)]));
    const database = await openDatabase(root, true, undefined);
    await database.transaction((tx) => renameStore(runnerOf(tx), createStoreName));
    await database.exec('checkpoint');
    await database.close();
    lock.release();
  });
}

/** Runs with the folder locked. Unlocks it when that fails; otherwise whoever runs does. */
async function inFolder<T>(folder: string, run: (root: string, lock: FolderLock) => Promise<T>): Promise<T> {
  const root = resolve(folder);
  try {
    mkdirSync(root, { recursive: true });
    const lock = lockFolder(root);
    try {
      return await run(root, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof CordeeError) throw error;
    throw new StorageError('CORDEE_STORAGE_FAILED', `The folder "${root}" cannot be used as a database.`, {
      cause: error,
    });
  }
}

/** What a start that was cut short left behind was never a database: the rename makes it one. */
async function makeDatabase(
  root: string,
  sync: ((descriptor: number) => void) | undefined,
  loadDataDir?: Blob,
): Promise<void> {
  for (const name of readdirSync(root)) if (name.startsWith('making-')) rmSync(join(root, name), { recursive: true });
  const draft = join(root, `making-${process.pid}`);
  const fs = new DurableFileSystem(draft, sync);
  const database = await PGlite.create({ fs, startParams, ...(loadDataDir === undefined ? {} : { loadDataDir }) });
  await dropTemplates(database);
  await database.close();
  syncTree(draft);
  renameSync(draft, join(root, 'database'));
  syncFolder(root);
}

/**
 * Nobody makes another database here. After a kill PostgreSQL asks the disk to keep every file of
 * every database, and the two that come with it are two thirds of them.
 */
async function dropTemplates(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `update pg_database set datistemplate = false where datistemplate returning datname as name`,
  );
  for (const { name } of rows) await database.exec(`drop database "${name}"`);
}

async function openDatabase(
  root: string,
  isToBeChecked: boolean,
  sync: ((descriptor: number) => void) | undefined,
): Promise<PGlite> {
  const fs = new DurableFileSystem(join(root, 'database'), sync);
  if (!isToBeChecked) return PGlite.create({ fs, startParams });
  const { amcheck } = await import('@electric-sql/pglite/contrib/amcheck');
  const database = await PGlite.create({ fs, startParams, extensions: { amcheck } });
  try {
    await checkPages(database);
    return database;
  } catch (cause) {
    await database.close().catch(() => {});
    throw new StorageError(
      'CORDEE_STORAGE_FAILED',
      `The database in "${root}" is damaged. Nothing was changed: keep the folder, and restore a backup into another, see docs/server.md.`,
      { cause },
    );
  }
}
