/** The tables that a store keeps. A key is an array; a table is sorted by it. */
export const tableNames = ['meta', 'journeys', 'base', 'outbox', 'tray', 'staging'] as const;
export type TableName = (typeof tableNames)[number];
export type Key = readonly (string | number)[];

/** What a body may do inside a transaction. It awaits nothing but these, or the browser ends the transaction. */
export interface DatabaseReader {
  get(table: TableName, key: Key): Promise<unknown>;
  /** Entries whose key begins with `prefix`, in the order of their keys. */
  entries(table: TableName, prefix: Key): Promise<readonly (readonly [key: Key, value: unknown])[]>;
  /** Their keys only. */
  keys(table: TableName, prefix: Key): Promise<readonly Key[]>;
}

export interface DatabaseWriter extends DatabaseReader {
  put(table: TableName, key: Key, value: unknown): Promise<void>;
  delete(table: TableName, key: Key): Promise<void>;
  /** Deletes all whose key begins with `prefix`. */
  deleteAll(table: TableName, prefix: Key): Promise<void>;
}

/** `strict`: on the disk when settled. `relaxed`: for what the server can give again. */
export type Durability = 'strict' | 'relaxed';

/** Where a store keeps things. Each failure is a `StorageError`; nothing of a failed transaction stays. */
export interface Database {
  readonly kind: 'persistent' | 'memory';
  read<T>(tables: readonly TableName[], body: (tx: DatabaseReader) => Promise<T>): Promise<T>;
  /** Settles when the transaction is complete, not before. A body that throws leaves nothing behind. */
  write<T>(tables: readonly TableName[], durability: Durability, body: (tx: DatabaseWriter) => Promise<T>): Promise<T>;
  close(): void;
  /** Deletes all that it holds, then closes. */
  destroy(): Promise<void>;
}
