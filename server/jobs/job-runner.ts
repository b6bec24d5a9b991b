import type { Env } from '../../src/env.js';
import { type Log, failureOf } from '../telemetry/log.js';
import { type Metrics, noMetrics } from '../telemetry/metrics.js';
import type { SyncStorage } from '../storage/sync-storage.js';
import { type Job, LeasedJob } from './leased-job.js';

/** After the start: not while everybody comes back. */
const firstMs = 60_000;
/** How often a node looks for what is due. */
const lookMs = 30_000;
const defaultLeaseMs = 60_000;

export interface JobRunnerOptions {
  readonly storage: SyncStorage;
  readonly tenants: readonly string[];
  readonly jobs: readonly Job[];
  readonly env: Pick<Env, 'elapsed' | 'after' | 'random'>;
  readonly log: Log;
  readonly metrics?: Metrics | undefined;
  /** What the table calls this node, for whoever looks into it. */
  readonly holder: string;
  /** How many jobs this node does at once. */
  readonly atOnce?: number | undefined;
  /** Without a word for so long, a holder is taken for gone. */
  readonly leaseMs?: number | undefined;
}

export interface JobRunner {
  /** Looks at once, as after a job was asked for. */
  look(): void;
  /** Takes no more, and settles when what is under way has ended or given up. */
  close(): Promise<void>;
}

/**
 * Does what is due, for some tenants, on this node unless another has it ([JB6] to [JB12]). Each of several nodes runs
 * one; jobs that this version does not know are left to those that do.
 */
export function startJobs({
  storage,
  tenants,
  jobs,
  env,
  log,
  metrics = noMetrics,
  holder,
  atOnce = 2,
  leaseMs = defaultLeaseMs,
}: JobRunnerOptions): JobRunner {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const underWay = new Map<LeasedJob, Promise<void>>();
  /** Tenants whose periodic jobs were not kept yet. */
  const unkept = new Set(tenants);
  /** Whose turn it is: no tenant waits for ever behind one that has much to do. */
  let turn = 0;
  let isClosed = false;
  let isLooking = false;
  let isAskedAgain = false;
  let cancel = env.after(firstMs, look);

  function look(): void {
    cancel();
    if (isClosed) return;
    if (isLooking) {
      isAskedAgain = true;
      return;
    }
    isLooking = true;
    void takeAll().finally(() => {
      isLooking = false;
      if (isClosed) return;
      const delayMs = isAskedAgain ? 0 : lookMs * (0.75 + env.random() / 2);
      isAskedAgain = false;
      cancel = env.after(delayMs, look);
    });
  }

  const hasRoom = (): boolean => !isClosed && underWay.size < atOnce;

  async function takeAll(): Promise<void> {
    for (let at = 0; at < tenants.length && hasRoom(); at++) {
      const tenant = tenants[turn++ % tenants.length] as string;
      try {
        await keep(tenant);
        while (hasRoom() && (await takeOne(tenant)));
      } catch (error) {
        log({ level: 'error', event: 'jobs-failed', tenant, ...failureOf(error) });
      }
    }
  }

  async function keep(tenant: string): Promise<void> {
    if (!unkept.has(tenant)) return;
    await storage.write({ tenant }, async (writer) => {
      for (const { name, everyMs } of jobs)
        if (everyMs !== undefined) await writer.keepJob({ tenant, name, key: '' }, everyMs);
    });
    unkept.delete(tenant);
  }

  async function takeOne(tenant: string): Promise<boolean> {
    const taken = await LeasedJob.take({ storage, env, log, metrics, holder, leaseMs }, tenant, byName);
    if (taken === undefined) return false;
    underWay.set(
      taken,
      taken.run().finally(() => {
        underWay.delete(taken);
        look();
      }),
    );
    return true;
  }

  return {
    look,
    async close() {
      isClosed = true;
      cancel();
      for (const job of underWay.keys()) job.giveUp();
      await Promise.all(underWay.values());
    },
  };
}
