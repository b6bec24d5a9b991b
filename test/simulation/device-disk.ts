import { StorageError } from '../../src/errors.js';
import {
  type Database,
  type DatabaseReader,
  type DatabaseWriter,
  type Durability,
  type Key,
  type TableName,
  tableNames,
} from '../../src/store/database.js';
import type { Life } from './life.js';
import type { Random } from './random.js';

interface Row {
  readonly key: Key;
  readonly value: unknown;
}
type Undo = () => void;

/** Rows of one table, sorted by their keys as IndexedDB sorts them. */
class Table {
  readonly names: string[] = [];
  readonly rows = new Map<string, Row>();

  /** Where a name is, or would be. */
  at(name: string): number {
    let [low, high] = [0, this.names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.names[middle] as string) < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  under(prefix: string): readonly string[] {
    const found: string[] = [];
    for (let at = this.at(prefix); at < this.names.length && (this.names[at] as string).startsWith(prefix); at++)
      found.push(this.names[at] as string);
    return found;
  }

  set(name: string, row: Row | undefined): void {
    const known = this.rows.has(name);
    if (row === undefined) {
      if (known) this.names.splice(this.at(name), 1);
      this.rows.delete(name);
      return;
    }
    if (!known) this.names.splice(this.at(name), 0, name);
    this.rows.set(name, row);
  }
}

/** Numbers before texts; text that sorts as the key does, in which the front of a key is the front of its name. */
const nameOf = (key: Key): string =>
  key
    .map((part) => (typeof part === 'number' ? `1${String(part).padStart(17, '0')}\u0000` : `2${part}\u0000`))
    .join('');

/** A copy as the browser makes one. */
function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(value)) made[name] = copy((value as Record<string, unknown>)[name]);
  return made;
}

/** What can go wrong with a transaction of one page. */
export interface DiskFaults {
  /** The time it waits for its turn, and the time it takes. It goes by whatever becomes of the page. */
  readonly pause: () => Promise<void>;
  /** Whether the browser refuses it. */
  readonly isRefused: () => boolean;
  /** Called once it is certain, before the page is told. */
  readonly onCommit: () => void;
}

/**
 * What one person has on one device: shared by the pages that they have open, outliving each. A
 * transaction runs alone; a power cut takes the last relaxed ones with it and never a strict one.
 */
export class DeviceDisk {
  readonly #tables = new Map<TableName, Table>(tableNames.map((name) => [name, new Table()]));
  /** How to undo the relaxed transactions since the last strict one. */
  #tail: (readonly Undo[])[] = [];
  /** How to undo the transaction that is under way. */
  #running: Undo[] = [];
  #last: Promise<void> = Promise.resolve();
  /** Told of every value as it is written. */
  onWrite: (table: TableName, key: Key, value: unknown) => void = () => undefined;

  /** Every row of every table. */
  *rows(): Generator<readonly [table: TableName, key: Key, value: unknown]> {
    for (const [name, { rows }] of this.#tables) for (const { key, value } of rows.values()) yield [name, key, value];
  }

  /** Another device that was made from this one, as a copied profile is. */
  clone(): DeviceDisk {
    const other = new DeviceDisk();
    for (const [name, table] of this.#tables)
      for (const [row, { key, value }] of table.rows) other.#table(name).set(row, { key, value: copy(value) });
    return other;
  }

  powerCut(random: Random): void {
    // What was not complete goes first: undone later, it would bring back what it found before the cut.
    undo(this.#running.splice(0));
    const lost = random.below(this.#tail.length + 1);
    for (const undos of this.#tail.splice(this.#tail.length - lost).toReversed()) undo(undos);
    this.#tail = [];
  }

  /** What the browser does when it needs room. */
  wipe(): void {
    for (const table of this.#tables.values()) {
      table.names.length = 0;
      table.rows.clear();
    }
    this.#running.length = 0;
    this.#tail = [];
  }

  /** As one page reaches it. */
  connect(life: Life, faults: DiskFaults): Database {
    let isClosed = false;
    const transact = <T>(durability: Durability | undefined, body: (tx: DatabaseWriter) => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const run = async (): Promise<void> => {
          await faults.pause();
          if (life.isDead) return;
          // A page that is frozen holds nothing up: it asks again when it thaws.
          if (life.isFrozen) return ask();
          if (isClosed || faults.isRefused()) {
            life.enter(() => reject(new StorageError('CORDEE_STORAGE_FAILED', 'The browser could not store this.')));
            return;
          }
          const undos: Undo[] = [];
          this.#running = undos;
          let result: T;
          try {
            result = await body(this.#writer(undos));
          } catch (error) {
            undo(undos);
            life.enter(() => reject(error as Error));
            return;
          }
          if (durability !== undefined) {
            await faults.pause();
            // Gone before it was complete: as if it had never begun.
            if (life.isDead) return undo(undos);
            this.#running = [];
            if (durability === 'strict') this.#tail = [];
            else if (undos.length > 0) this.#tail.push(undos);
            faults.onCommit();
          }
          life.enter(() => resolve(result));
        };
        const ask = (): void =>
          life.enter(() => {
            this.#last = this.#last.then(run);
          });
        ask();
      });
    return {
      kind: 'persistent',
      read: (_tables, body) => transact(undefined, body),
      write: (_tables, durability, body) => transact(durability, body),
      close() {
        isClosed = true;
      },
      destroy: async () => {
        isClosed = true;
        this.wipe();
      },
    };
  }

  #table(name: TableName): Table {
    let table = this.#tables.get(name);
    if (table === undefined) this.#tables.set(name, (table = new Table()));
    return table;
  }

  #writer(undos: Undo[]): DatabaseWriter {
    const found = (table: TableName, prefix: Key): readonly Row[] => {
      const { rows } = this.#table(table);
      return this.#table(table)
        .under(nameOf(prefix))
        .map((name) => rows.get(name) as Row);
    };
    const set = (name: TableName, key: string, row: Row | undefined): void => {
      const table = this.#table(name);
      const before = table.rows.get(key);
      if (before === undefined && row === undefined) return;
      table.set(key, row);
      undos.push(() => table.set(key, before));
    };
    const reader: DatabaseReader = {
      get: async (table, key) => copy(this.#table(table).rows.get(nameOf(key))?.value),
      values: async (table, prefix, after) =>
        found(table, prefix)
          .filter(({ key }) => after === undefined || Number(key[prefix.length]) > after)
          .map(({ value }) => copy(value)),
      count: async (table, prefix) => this.#table(table).under(nameOf(prefix)).length,
    };
    return {
      ...reader,
      put: (table, key, value) => {
        const row = { key: [...key], value: copy(value) };
        this.onWrite(table, row.key, row.value);
        set(table, nameOf(key), row);
      },
      delete: (table, key) => set(table, nameOf(key), undefined),
      deleteAll: (table, prefix) => {
        for (const name of this.#table(table).under(nameOf(prefix))) set(table, name, undefined);
      },
    };
  }
}

const undo = (undos: readonly Undo[]): void => {
  for (const one of undos.toReversed()) one();
};
