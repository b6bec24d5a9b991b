/** The tables that a store keeps. A key is an array; a table is sorted by it. */
export const tableNames = ['meta', 'journeys', 'pages', 'log', 'outbox', 'tray', 'staging', 'extracts'] as const;
export type TableName = (typeof tableNames)[number];
export type Key = readonly (string | number)[];

/** What a body may do inside a transaction. It awaits nothing but these, or the browser ends the transaction. */
export interface DatabaseReader {
  get(table: TableName, key: Key): Promise<unknown>;
  /** Values whose key begins with `prefix`, in the order of their keys; only those whose next part is above `after`, if given. */
  values(table: TableName, prefix: Key, after?: number): Promise<readonly unknown[]>;
  /** How many keys begin with `prefix`. */
  count(table: TableName, prefix: Key): Promise<number>;
}

/** What is written is not waited for: a write that fails ends the whole transaction. */
export interface DatabaseWriter extends DatabaseReader {
  put(table: TableName, key: Key, value: unknown): void;
  delete(table: TableName, key: Key): void;
  /** Deletes all whose key begins with `prefix`. */
  deleteAll(table: TableName, prefix: Key): void;
}

/** `strict`: on the disk when settled. `relaxed`: for what the server can give again. */
export type Durability = 'strict' | 'relaxed';

/** Where a store keeps things. Each failure is a `StorageError`; nothing of a failed transaction stays. */
export interface Database {
  readonly kind: 'persistent' | 'memory';
  read<T>(tables: readonly TableName[], body: (tx: DatabaseReader) => Promise<T>): Promise<T>;
  /** Settles when the transaction is complete, not before. A body that throws leaves nothing behind. */
  write<T>(tables: readonly TableName[], durability: Durability, body: (tx: DatabaseWriter) => Promise<T>): Promise<T>;
  /** Called when the browser has thrown away what was here, or has taken the connection away. */
  onLost?: (() => void) | undefined;
  /** Called when a newer version of ours has taken over what is stored: this one cannot read it any more. */
  onOutdated?: (() => void) | undefined;
  /** What is stored stays, also for others who hold the same database. */
  close(): void;
  /** Deletes all that it holds, then closes. */
  destroy(): Promise<void>;
}
