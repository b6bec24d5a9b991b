import type { Env } from '../../src/env.js';
import type { JobEnd, JobKey, JobLease, StorageWriter, SyncStorage } from '../storage/sync-storage.js';
import { type Log, failureOf } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;

/** [JB9] After how many failures a job rests for how long: a minute, then twice as long each time, an hour at most. */
export const pauseAfter = (attempts: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1));

/** What a job is told, and asks, while it is under way. */
export interface JobContext extends JobKey {
  /** How often it was tried since it last went well, this time included. */
  readonly attempts: number;
  /** Rises each time that the job is taken: a system outside may refuse whoever comes with a lower one. */
  readonly run: number;
  /** When it was taken, by the clock of the database. */
  readonly nowMs: number;
  /** Aborted once the lease is lost, or the server is about to stop: what is left undone is done by another. */
  readonly signal: AbortSignal;
  /**
   * Changes the storage as the holder of the lease, or not at all.
   *
   * @throws when somebody else has the job.
   */
  write<T>(run: (writer: StorageWriter) => Promise<T>): Promise<T>;
}

/** Counts for the log, and no word that somebody wrote; nothing where there was nothing to do. */
export type JobCounts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Job {
  readonly name: string;
  /** Comes back after so long, for every tenant. Without it, it is done when it was asked for, once. */
  readonly everyMs?: number | undefined;
  run(context: JobContext): Promise<JobCounts | undefined>;
}

export interface JobTools {
  readonly storage: SyncStorage;
  readonly env: Pick<Env, 'elapsed' | 'after'>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly holder: string;
  /** Without a word for so long, a holder is taken for gone. */
  readonly leaseMs: number;
}

/** One job in the hands of this node, from its lease to its end. */
export class LeasedJob {
  readonly #tools: JobTools;
  readonly #job: Job;
  readonly #lease: JobLease;
  readonly #abort = new AbortController();
  #isLost = false;
  #isGivenUp = false;
  #cancelRenewal = (): void => {};
  #cancelDeadline = (): void => {};

  private constructor(tools: JobTools, job: Job, lease: JobLease, sinceMs: number) {
    this.#tools = tools;
    this.#job = job;
    this.#lease = lease;
    this.#expectUntil(sinceMs + tools.leaseMs);
    this.#renewLater();
  }

  static async take(tools: JobTools, tenant: string, jobs: ReadonlyMap<string, Job>): Promise<LeasedJob | undefined> {
    const { storage, env, holder, leaseMs } = tools;
    const sinceMs = env.elapsed();
    const terms = { holder, leaseMs, pauseMs: pauseAfter };
    const lease = await storage.write({ tenant }, (writer) => writer.takeJob(tenant, [...jobs.keys()], terms));
    const job = lease && jobs.get(lease.name);
    return job && lease && new LeasedJob(tools, job, lease, sinceMs);
  }

  /** Never rejects. */
  async run(): Promise<void> {
    const { env, log, metrics } = this.#tools;
    const { tenant, name, attempts } = this.#lease;
    const startedMs = env.elapsed();
    let counts: JobCounts | undefined;
    let end: JobEnd;
    try {
      const { signal } = this.#abort;
      counts = await this.#job.run({ ...this.#lease, nowMs: this.#lease.takenAtMs, signal, write: this.#write });
      end = this.#job.everyMs === undefined ? { kind: 'done' } : { kind: 'again', afterMs: this.#job.everyMs };
    } catch (error) {
      // Who stops in the middle leaves it to the others, at once.
      end = this.#isGivenUp
        ? { kind: 'failed', afterMs: 0, failure: 'stopped' }
        : { kind: 'failed', afterMs: pauseAfter(attempts), failure: failureText(error) };
      counts = failureOf(error);
    }
    const isEnded = await this.#giveBack(end);
    const outcome = isEnded ? (end.kind === 'failed' ? 'failed' : 'done') : 'lost';
    metrics.job?.(name, outcome, (env.elapsed() - startedMs) / 1_000);
    // What found nothing to do is worth no line.
    if (outcome === 'done' && counts === undefined) return;
    log({
      level: outcome === 'done' ? 'info' : 'error',
      event: `job-${outcome}`,
      tenant,
      job: name,
      ms: Math.round(env.elapsed() - startedMs),
      ...(outcome === 'done' ? {} : { attempts }),
      ...counts,
    });
  }

  /** Because the server is about to stop. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#abort.abort();
  }

  readonly #write = <T>(run: (writer: StorageWriter) => Promise<T>): Promise<T> =>
    this.#tools.storage.write({ tenant: this.#lease.tenant }, async (writer) => {
      if (this.#isLost || !(await writer.holdJob(this.#lease))) throw new LeaseLost();
      return run(writer);
    });

  /** Gives whether it was still in these hands. */
  async #giveBack(end: JobEnd): Promise<boolean> {
    this.#cancelRenewal();
    try {
      return await this.#tools.storage.write({ tenant: this.#lease.tenant }, (writer) =>
        writer.endJob(this.#lease, end),
      );
    } catch {
      // Nobody knows whether it was kept. Where it was not, the lease runs out and the job is done again.
      return false;
    } finally {
      this.#cancelDeadline();
    }
  }

  #renewLater(): void {
    this.#cancelRenewal = this.#tools.env.after(this.#tools.leaseMs / 3, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const { storage, env, leaseMs } = this.#tools;
    const sinceMs = env.elapsed();
    // A renewal that was under way when the job ended must not arm anything.
    let isOver = false;
    this.#cancelRenewal = () => {
      isOver = true;
    };
    try {
      const isRenewed = await storage.write({ tenant: this.#lease.tenant }, (writer) =>
        writer.renewJob(this.#lease, leaseMs),
      );
      if (isOver) return;
      if (!isRenewed) return this.#lose();
      this.#expectUntil(sinceMs + leaseMs);
    } catch {
      // The deadline stands: what the database did not confirm is not counted on.
    }
    if (!isOver && !this.#isLost) this.#renewLater();
  }

  /** By this node's own steady time, which a clock that is put right does not move. */
  #expectUntil(elapsedMs: number): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#tools.env.after(Math.max(0, elapsedMs - this.#tools.env.elapsed()), () =>
      this.#lose(),
    );
  }

  #lose(): void {
    this.#isLost = true;
    this.#cancelRenewal();
    this.#cancelDeadline();
    this.#abort.abort();
  }
}

class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor() {
    super('Another node has this job.');
  }
}

/** For whoever looks into the table: without the message, which could repeat what was sent. */
function failureText(error: unknown): string {
  const { name, code } = failureOf(error);
  return code === undefined ? name : `${name} ${code}`;
}
