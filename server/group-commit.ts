import { type SqlRunner, literalOf } from './sql.js';

/** One connection, for one group. */
export interface Session {
  readonly runner: SqlRunner;
  /** Statements without parameters, several at once. */
  execute(text: string): Promise<void>;
  /** Rejects when nothing was kept. */
  commit(): Promise<void>;
  release(isBroken: boolean): void;
}

interface Waiting {
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
  readonly #open: () => Promise<Session>;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(open: () => Promise<Session>) {
    this.#open = open;
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
      const group = this.#waiting.splice(0, largestGroup).toSorted((a, b) => compare(a.tenant, b.tenant) || compare(a.journey, b.journey));
      await this.#runGroup(group);
    }
    this.#isRunning = false;
  }

  /** Settles every one of the group, and never rejects. */
  async #runGroup(group: readonly Waiting[]): Promise<void> {
    let session: Session | undefined;
    let isBroken = false;
    const done: (readonly [Waiting, unknown])[] = [];
    try {
      session = await this.#open();
      for (const [at, waiting] of group.entries()) {
        const before = at === 0 ? 'begin; ' : 'release savepoint one; ';
        const after = group.length === 1 ? '' : '; savepoint one';
        // Not waited for: the first statement travels with it. When it fails, so does that one.
        const begun = session.execute(`${before}set local cordee.tenant = ${literalOf(waiting.tenant)}${after}`);
        begun.catch(() => {});
        try {
          const value = await waiting.run(session.runner);
          await begun;
          done.push([waiting, value]);
        } catch (error) {
          waiting.reject(error);
          if (group.length === 1) {
            await session.execute('rollback');
            return;
          }
          await session.execute('rollback to savepoint one');
        }
      }
      await session.commit();
      for (const [waiting, value] of done) waiting.resolve(value);
    } catch (error) {
      isBroken = true;
      for (const waiting of group) waiting.reject(error);
    } finally {
      session?.release(isBroken);
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
