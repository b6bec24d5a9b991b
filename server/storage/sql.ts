/** A value that a statement takes. Arrays and objects go as JSON text or as an array of text. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** Runs one parameterised statement. */
export interface SqlRunner {
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** What a transaction is for. */
export interface TransactionScope {
  /** Whose rows it sees; without it, the rows of no tenant. (PGlite sees all then: it is its own owner.) */
  readonly tenant?: string;
  /** Reads of one moment, and no change. */
  readonly isReadOnly?: boolean;
  /** The one journey that it changes: several such transactions may be made to last together. */
  readonly journey?: string;
}

/**
 * All that the storage asks of a database that speaks PostgreSQL: PGlite inside this process, or a
 * pool of connections to a server.
 *
 * 1. What `run` did is kept all or not at all: a rejection of `run` undoes it and is passed on.
 * 2. When `transaction` settles well, its changes are on the disk.
 * 3. A read-only transaction sees one moment. Another sees, with each statement, what was committed
 *    before it: what must not move under it is locked first.
 * 4. Of the tables that have a tenant it sees the rows of the scope's, whatever a statement asks.
 * 5. A database that does not answer, or that asks to try again, rejects with StorageError.
 */
export interface Sql {
  /** What an acknowledged change survives, in a sentence for whoever starts the server. */
  readonly promise: string;
  transaction<T>(run: (tx: SqlRunner) => Promise<T>, scope?: TransactionScope): Promise<T>;
  /** Runs as the owner of the tables. Absent where these connections may not change tables. */
  asOwner?<T>(run: (tx: SqlRunner) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The role that serves: it owns nothing, so the policies of the tables bind it. */
export const servingRole = 'cordee_app';

/** A text as SQL writes it, where a parameter cannot stand. */
export const literalOf = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What opens the rows that a transaction may see, until it ends. Without a tenant, nothing does. */
export const openingOf = ({ tenant }: TransactionScope): string =>
  tenant === undefined ? '' : `set local cordee.tenant = ${literalOf(tenant)}`;

/** A name as SQL writes it. */
export const nameOf = (name: string): string => `"${name.replaceAll('"', '""')}"`;
