import { type SqlRunner, openingOf } from './sql.js';

/** One transaction of the database. */
export interface Session {
  readonly runner: SqlRunner;
  /** Statements without parameters, several at once. */
  execute(text: string): Promise<unknown>;
}

/** Runs work in one transaction: settles well when it was kept, and rejects when nothing of it was. */
export type RunTransaction = (work: (session: Session) => Promise<void>) => Promise<void>;

interface Change {
  readonly tenant: string;
  readonly journey: string;
  readonly run: (tx: SqlRunner) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** So that the first of a group does not wait for too many others, nor hold its journey from other nodes for long. */
const largestGroup = 32;

/**
 * Makes changes of several clients last with one commit: whoever comes while one group is under way
 * is in the next, so that nobody waits on purpose and a busy moment costs few commits.
 *
 * 1. Each is kept all or not at all: one that fails is undone alone, to a savepoint.
 * 2. None is acknowledged before the commit.
 * 3. Changes of one journey keep the order in which they came.
 * 4. Journeys are locked in one order everywhere, so that two nodes never wait for each other.
 */
export class GroupCommit {
  readonly #transaction: RunTransaction;
  readonly #waiting: Change[] = [];
  #isRunning = false;

  constructor(runTransaction: RunTransaction) {
    this.#transaction = runTransaction;
  }

  run<T>(tenant: string, journey: string, run: (tx: SqlRunner) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ tenant, journey, run, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#isRunning) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // Stable: what came first for a journey stays first.
      const group = this.#waiting
        .splice(0, largestGroup)
        .toSorted((a, b) => compare(a.tenant, b.tenant) || compare(a.journey, b.journey));
      await this.#runGroup(group);
    }
    this.#isRunning = false;
  }

  /** Settles every one of the group, and never rejects. */
  async #runGroup(group: readonly Change[]): Promise<void> {
    const done: (readonly [Change, unknown])[] = [];
    const isAlone = group.length === 1;
    try {
      await this.#transaction(async ({ runner, execute }) => {
        for (const [at, change] of group.entries()) {
          // Not waited for: the first statement travels with it. When it fails, so does that one.
          const begun = execute(
            `${at === 0 ? '' : 'release savepoint one; '}${openingOf(change)}${isAlone ? '' : '; savepoint one'}`,
          );
          begun.catch(() => {});
          try {
            const value = await change.run(runner);
            await begun;
            done.push([change, value]);
          } catch (error) {
            if (isAlone) throw error;
            // Rejects where the connection has gone, and with it the whole group.
            await execute('rollback to savepoint one');
            change.reject(error);
          }
        }
      });
      for (const [change, value] of done) change.resolve(value);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
