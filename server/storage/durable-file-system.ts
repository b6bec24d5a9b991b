import { NodeFS } from '@electric-sql/pglite/nodefs';
import { closeSync, fsyncSync, fdatasyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** An open file as Emscripten's file layer for Node has it. */
interface Stream {
  /** The real descriptor; a folder has none. */
  readonly nfd?: number;
  readonly node: unknown;
}

type Operations = Record<string, ((...given: never[]) => unknown) | undefined>;

/** What changes files. PostgreSQL is told when the disk refuses one of these, and then may end itself. */
const writingOperations = ['write', 'allocate', 'msync', 'mknod', 'rename', 'symlink', 'unlink', 'rmdir', 'setattr'];

/** How a disk refuses, by the numbers that WebAssembly has for it. */
const refusals: ReadonlyMap<unknown, string> = new Map([
  [19, 'EDQUOT'],
  [22, 'EFBIG'],
  [29, 'EIO'],
  [51, 'ENOSPC'],
  [69, 'EROFS'],
]);

/** The parts of the WebAssembly module that this needs. */
interface FileLayer {
  readonly NODEFS: {
    readonly node_ops: Operations & { mknod(parent: unknown, name: string, mode: number, dev: number): unknown };
    readonly stream_ops: Operations & { fsync?: (stream: Stream) => number };
    realPath(node: unknown): string;
  };
}

type InitArguments = Parameters<NodeFS['init']>;

/**
 * PGlite's files, with the one operation that its own layer leaves out: `fsync`. Without it
 * PostgreSQL believes that its journal is on the disk while it is still in the memory of the
 * system, and a power cut takes acknowledged changes with it.
 *
 * When the disk refuses, the process is stopped: also when it is full. PostgreSQL ends itself when it
 * cannot begin a segment of its journal, and inside this process that never returns.
 */
export class DurableFileSystem extends NodeFS {
  readonly #sync: (descriptor: number) => void;
  /** Folders with a new name that no fsync has covered. */
  readonly #grown = new Set<string>();

  constructor(folder: string, sync: (descriptor: number) => void = fdatasyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(...[database, options]: InitArguments): ReturnType<NodeFS['init']> {
    const made = await super.init(database, options);
    const addFsync = (module: unknown): void => {
      const { NODEFS } = module as FileLayer;
      for (const operations of [NODEFS.stream_ops, NODEFS.node_ops]) stopWhenRefused(operations);
      NODEFS.stream_ops.fsync = (stream) => this.#fsync(stream, NODEFS);
      const make = NODEFS.node_ops.mknod;
      NODEFS.node_ops.mknod = (parent, name, mode, dev) => {
        this.#grown.add(NODEFS.realPath(parent));
        return make(parent, name, mode, dev);
      };
    };
    const preRun = made.emscriptenOpts.preRun ?? [];
    return {
      emscriptenOpts: { ...made.emscriptenOpts, preRun: [...(Array.isArray(preRun) ? preRun : [preRun]), addFsync] },
    };
  }

  #fsync({ nfd, node }: Stream, nodefs: FileLayer['NODEFS']): number {
    try {
      const path = nodefs.realPath(node);
      const folder = nfd === undefined ? path : dirname(path);
      if (nfd !== undefined) this.#sync(nfd);
      // PostgreSQL trusts the disk to keep the name of a new file with its content. Not every disk does.
      if (nfd === undefined || this.#grown.has(folder)) {
        this.#grown.delete(folder);
        syncFolder(folder);
      }
      return 0;
    } catch (error) {
      stopProcess(error);
    }
  }
}

/** Stops the process at the first of these operations that the disk refuses, or does in part only. */
function stopWhenRefused(operations: Operations): void {
  for (const name of writingOperations) {
    const run = operations[name] as ((...given: unknown[]) => unknown) | undefined;
    if (run === undefined) continue;
    operations[name] = (...given: unknown[]): unknown => {
      let done: unknown;
      try {
        done = run.apply(operations, given);
      } catch (error) {
        const code = error instanceof Object && 'errno' in error ? refusals.get(error.errno) : undefined;
        if (code !== undefined) stopProcess({ code });
        throw error;
      }
      // A file takes less than it was given when nothing more fits on its disk.
      if (name === 'write' && typeof done === 'number' && done < Number(given[3])) stopProcess({ code: 'ENOSPC' });
      return done;
    };
  }
}

/**
 * What the disk holds is not known any more, so nothing may be acknowledged: PostgreSQL ends itself
 * then, and inside this process that never returns. The next start reads its journal again.
 */
function stopProcess(error: unknown): never {
  const code = error instanceof Object && 'code' in error ? String(error.code) : '';
  const remedy = code === 'ENOSPC' || code === 'EDQUOT' ? ' Make room on it, then start the server again.' : '';
  process.stderr.write(
    `cordee: the disk refused to keep a change${code && ` (${code})`}; the process stops so that none is lost unseen.${remedy}\n`,
  );
  process.exit(1);
}

/** Makes what was created, renamed or removed in a folder last. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
