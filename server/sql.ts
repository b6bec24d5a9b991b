/** A value that a statement takes. Arrays and objects go as JSON text or as an array of text. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** Runs one parameterised statement. */
export interface SqlRunner {
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/**
 * All that the storage asks of a database that speaks PostgreSQL. PGlite is the first; a pool of
 * `pg` connections is the second.
 *
 * 1. What `run` did is kept all or not at all: a rejection of `run` undoes it and is passed on.
 * 2. When `transaction` settles well, its changes are on the disk.
 * 3. Within `run` every read sees one moment (`repeatable read`, or a database with one connection),
 *    except that a row taken `for update` is read as it is once the lock is held.
 */
export interface Sql {
  transaction<T>(run: (tx: SqlRunner) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
