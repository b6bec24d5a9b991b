import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A write, or a new length, that no fsync has covered yet. */
type Pending = { readonly at: number; readonly bytes: Buffer } | { readonly length: number };

interface File {
  durable: Buffer;
  pending: Pending[];
}

interface Folder {
  /** What is there, and what a power cut leaves there. */
  readonly now: Map<string, File | Folder>;
  durable: Map<string, File | Folder>;
}

const newFolder = (): Folder => ({ now: new Map(), durable: new Map() });
const isFolder = (node: File | Folder | undefined): node is Folder => node !== undefined && 'now' in node;

function apply(content: Buffer, change: Pending): Buffer {
  const length = 'length' in change ? change.length : Math.max(content.length, change.at + change.bytes.length);
  let next = content;
  if (length !== content.length) {
    next = Buffer.alloc(length);
    content.copy(next, 0, 0, Math.min(length, content.length));
  }
  if ('bytes' in change) change.bytes.copy(next, change.at);
  return next;
}

/**
 * The disk below one folder of this process, as a power cut would leave it: of a file what an fsync
 * of it covered, of a folder the names that an fsync of it covered. It watches the calls of `node:fs`.
 */
export class PowerCut {
  readonly #root: string;
  readonly #tree = newFolder();
  readonly #open = new Map<number, File | Folder>();
  readonly #restore: () => void;
  /** Called after each change of a file. */
  onWrite: () => void = () => {};

  /** @param folder Empty, or not there yet. */
  constructor(folder: string) {
    this.#root = resolve(folder);
    const original = { ...fs };
    const watched: Record<string, unknown> = {};
    this.#restore = () => {
      Object.assign(fs, watched);
      syncBuiltinESMExports();
    };
    const watch = <
      K extends
        | 'writeSync'
        | 'openSync'
        | 'closeSync'
        | 'writeFileSync'
        | 'truncateSync'
        | 'ftruncateSync'
        | 'renameSync'
        | 'unlinkSync'
        | 'mkdirSync'
        | 'rmdirSync'
        | 'fsyncSync'
        | 'fdatasyncSync'
        | 'linkSync',
    >(
      name: K,
      after: (args: any[], result: any) => void,
    ) => {
      watched[name] = original[name];
      const call = original[name] as (...args: any[]) => unknown;
      Object.assign(fs, {
        [name]: (...args: any[]) => {
          const result = call(...args);
          after(args, result);
          return result;
        },
      });
    };
    watch('openSync', ([path, flags], descriptor) => {
      const numeric =
        typeof flags === 'number' ? flags : flags === 'r' || flags === undefined ? 0 : fs.constants.O_CREAT;
      const node = this.#find(path) ?? ((numeric & fs.constants.O_CREAT) !== 0 ? this.#create(path) : undefined);
      if (node === undefined) return;
      if ((numeric & fs.constants.O_TRUNC) !== 0 && !isFolder(node)) node.pending.push({ length: 0 });
      this.#open.set(descriptor, node);
    });
    watch('closeSync', ([descriptor]) => this.#open.delete(descriptor));
    watch('writeSync', ([descriptor, data, offset, length, position], written) => {
      const file = this.#open.get(descriptor);
      if (file === undefined || isFolder(file) || typeof position !== 'number') return;
      const bytes = Buffer.from((data as Uint8Array).slice(offset, offset + Math.min(length, written)));
      file.pending.push({ at: position, bytes });
      this.onWrite();
    });
    watch('writeFileSync', ([path, data]) => {
      const file = this.#find(path) ?? this.#create(path);
      if (file === undefined || isFolder(file)) return;
      file.pending.push({ length: 0 });
      if (data.length > 0) file.pending.push({ at: 0, bytes: Buffer.from(data) });
    });
    watch('truncateSync', ([path, length]) => this.#truncate(this.#find(path), length));
    watch('ftruncateSync', ([descriptor, length]) => this.#truncate(this.#open.get(descriptor), length));
    watch('mkdirSync', ([path]) => {
      if (this.#find(path) === undefined) this.#put(path, newFolder());
    });
    watch('linkSync', ([from, to]) => this.#put(to, this.#find(from)));
    watch('renameSync', ([from, to]) => {
      const node = this.#find(from);
      this.#parent(from)?.now.delete(nameOf(from));
      this.#put(to, node);
    });
    for (const name of ['unlinkSync', 'rmdirSync'] as const)
      watch(name, ([path]) => this.#parent(path)?.now.delete(nameOf(path)));
    for (const name of ['fsyncSync', 'fdatasyncSync'] as const)
      watch(name, ([descriptor]) => this.#sync(this.#open.get(descriptor)));
    syncBuiltinESMExports();
  }

  /**
   * What the disk holds if the power went now, to be written elsewhere later.
   *
   * @param keeps Whether the disk had written this change by itself although nobody asked. Without it, none.
   */
  cut(keeps: () => boolean = () => false): (folder: string) => void {
    const copyOf = (node: File | Folder): Buffer | Map<string, unknown> =>
      isFolder(node)
        ? new Map([...node.durable].map(([name, inner]) => [name, copyOf(inner)]))
        : node.pending.filter(keeps).reduce(apply, Buffer.from(node.durable));
    const copy = copyOf(this.#tree) as Map<string, unknown>;
    return (folder) => write(folder, copy);
  }

  stop(): void {
    this.#restore();
  }

  #sync(node: File | Folder | undefined): void {
    if (node === undefined) return;
    if (isFolder(node)) {
      node.durable = new Map(node.now);
    } else {
      node.durable = node.pending.reduce(apply, node.durable);
      node.pending = [];
    }
  }

  #truncate(node: File | Folder | undefined, length = 0): void {
    if (node !== undefined && !isFolder(node)) node.pending.push({ length });
  }

  #create(path: string): File | undefined {
    const file: File = { durable: Buffer.alloc(0), pending: [] };
    return this.#put(path, file) ? file : undefined;
  }

  #put(path: string, node: File | Folder | undefined): boolean {
    const parent = this.#parent(path);
    if (parent === undefined || node === undefined) return false;
    parent.now.set(nameOf(path), node);
    return true;
  }

  #parent(path: string): Folder | undefined {
    const node = this.#find(dirname(resolve(path)));
    return isFolder(node) ? node : undefined;
  }

  #find(path: string): File | Folder | undefined {
    const full = resolve(path);
    if (full === this.#root) return this.#tree;
    if (!full.startsWith(`${this.#root}/`)) return undefined;
    return full
      .slice(this.#root.length + 1)
      .split('/')
      .reduce<File | Folder | undefined>((node, name) => (isFolder(node) ? node.now.get(name) : undefined), this.#tree);
  }
}

const nameOf = (path: string): string => resolve(path).split('/').at(-1) ?? '';

function write(folder: string, content: Map<string, unknown>): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, inner] of content) {
    if (inner instanceof Map) write(join(folder, name), inner as Map<string, unknown>);
    else fs.writeFileSync(join(folder, name), inner as Buffer);
  }
}
