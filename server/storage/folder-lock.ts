import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { StorageError } from '../../src/errors.js';

const ownerSchema = v.object({ pid: v.number(), startedAt: v.string(), boot: v.string(), host: v.string() });
/** A process, so that another which was later given its number is not taken for it. */
type Owner = v.InferOutput<typeof ownerSchema>;

/** A folder that is this process's alone until `release`. */
export interface FolderLock {
  /** Whether it was left by a process that died: what it wrote was not closed. */
  readonly isTakenOver: boolean;
  release(): void;
}

/**
 * Takes a folder: two processes on one database destroy it without a word. The lock of a live
 * process is never taken; that of a dead one is taken over.
 *
 * @throws StorageError `CORDEE_STORAGE_LOCKED` naming the folder and who has it.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock');
  const own = JSON.stringify(describe(process.pid));
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  const descriptor = openSync(draft, 'wx');
  writeSync(descriptor, own);
  fsyncSync(descriptor);
  closeSync(descriptor);
  let isTakenOver = false;
  try {
    for (let turn = 0; !tryLink(draft, path); turn++) {
      const held = readOptional(path);
      if (held === undefined) continue;
      const owner = parseOwner(held);
      if (owner === undefined || isAlive(owner) || turn > 3) throw locked(folder, path, owner);
      takeAway(path, held, draft);
      isTakenOver = true;
    }
  } finally {
    unlinkSync(draft);
  }
  return {
    isTakenOver,
    release() {
      if (readOptional(path) === own) unlinkSync(path);
    },
  };
}

/** Creates the lock with all its words in it, or not at all. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead process, and only that: another may have taken it over just now. */
function takeAway(path: string, held: string, draft: string): void {
  const aside = `${draft}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readOptional(aside) !== held) tryLink(aside, path);
  unlinkSync(aside);
}

function locked(folder: string, path: string, owner: Owner | undefined): StorageError {
  const elsewhere = owner !== undefined && owner.host !== hostname();
  const who =
    owner === undefined
      ? 'a lock that cannot be read'
      : `process ${owner.pid}${elsewhere ? ` of the machine "${owner.host}"` : ''}`;
  const remedy =
    owner === undefined || elsewhere
      ? `If nothing uses it any more, delete "${path}".`
      : 'Stop that process, or use another folder.';
  return new StorageError('CORDEE_STORAGE_LOCKED', `The folder "${folder}" is in use by ${who}. ${remedy}`);
}

function describe(pid: number): Owner {
  return {
    pid,
    startedAt: startOf(pid) ?? '',
    boot: readOptional('/proc/sys/kernel/random/boot_id')?.trim() ?? '',
    host: hostname(),
  };
}

/** When a process was started, in ticks since the machine was; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  const stat = readOptional(`/proc/${pid}/stat`);
  // The name of the program is in brackets and may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** In doubt, alive: a process of another machine cannot be asked. */
function isAlive(owner: Owner): boolean {
  const here = describe(owner.pid);
  if (owner.host !== here.host) return true;
  if (owner.boot !== here.boot) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return owner.startedAt === here.startedAt;
}

function parseOwner(text: string): Owner | undefined {
  try {
    const parsed = v.safeParse(ownerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
