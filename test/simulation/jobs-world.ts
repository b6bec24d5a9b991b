import { followChanges, startJobs } from '../../server/index.js';
import type { Job, JobContext } from '../../server/jobs/leased-job.js';
import type { ChangedScope, StorageWriter, SyncStorage } from '../../server/storage/sync-storage.js';
import { StorageError } from '../../src/errors.js';
import { Life } from './life.js';
import { jobKey } from './memory-jobs.js';
import type { StorageState } from './memory-state.js';
import { MemoryStorage } from './memory-storage.js';
import { type Random, createRandom } from './random.js';
import { Scheduler, settled } from './scheduler.js';
import { moveScope } from '../support/move-scope.js';

/** Stands between a node and the database, to see whether the simulation notices. */
export interface JobDefect {
  readonly name: string;
  readonly storage: (storage: SyncStorage, memory: MemoryStorage) => SyncStorage;
}

const tenant = 'acme';
const faultyMs = 8 * 60_000;
/** Pauses after failures and clocks that were put back are over by then. */
const quietMs = 80 * 60_000;
const leaseMs = 60_000;
const lookMs = 4_000;
const busyScopes = ['A', 'B', 'C'];
/** PostgreSQL ends the session of who does nothing in a transaction for so long. */
const idleMs = 5_000;
const atOnce = 2;
const wakingMs = 1_000;

/**
 * Several nodes that move scopes, follow what moved and do jobs under leases, over one database, in virtual time: they
 * die, freeze and come back, transactions take long and fail, and the clock of the database jumps in some seeds.
 */
class JobsWorld {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly memory = new MemoryStorage();
  readonly defect: JobDefect | undefined;
  readonly hasJumps: boolean;
  readonly longestMs: number;
  readonly #told = new Map<string, number>();
  /** By where it ends, a batch that a follower was given and has not committed yet. */
  readonly #staged = new Map<string, readonly ChangedScope[]>();
  isFaulty = true;
  violation: string | undefined;
  /** Who is at each job, and was not told to stop. */
  readonly atWork = new Set<{ readonly node: JobsNode; readonly context: JobContext }>();
  /** What was done, so that a run in which nothing happens is noticed. */
  followed = 0;
  scopes = 0;
  worked = 0;
  takenOver = 0;

  constructor(seed: number, defect: JobDefect | undefined) {
    this.random = createRandom(`jobs/${seed}`);
    this.scheduler = new Scheduler(this.random.fork('ties'));
    this.defect = defect;
    this.hasJumps = this.random.happens(0.5);
    this.longestMs = this.random.pick([5, 150, 3_000]);
    let offsetMs = 1_700_000_000_000;
    this.memory.nowMs = () => offsetMs + this.scheduler.now;
    if (this.hasJumps)
      for (let turn = 0; turn < 8; turn++)
        this.scheduler.after(this.random.below(faultyMs), () => {
          offsetMs += this.random.pick([-300_000, -90_000, 90_000, 300_000]);
        });
    this.memory.onCommit = (before, after) => this.#committed(before, after);
  }

  fail(message: string): void {
    this.violation ??= `${message} (at ${this.scheduler.now} ms)`;
  }

  staged(changes: readonly ChangedScope[]): void {
    this.#staged.set(JSON.stringify(changes.at(-1)?.at), changes);
  }

  #committed(before: StorageState, after: StorageState): void {
    for (const [key, at] of after.followers) {
      const from = before.followers.get(key);
      if (from === at) continue;
      if (from !== undefined && (from.number > at.number || (from.number === at.number && from.journey >= at.journey)))
        this.fail('a follower went back');
      for (const { journey, rev } of this.#staged.get(JSON.stringify(at)) ?? []) {
        this.followed += 1;
        this.#told.set(journey, Math.max(this.#told.get(journey) ?? 0, rev));
      }
    }
    for (const key of after.settings === before.settings ? [] : after.settings.keys()) {
      if (before.settings.has(key)) continue;
      this.worked += 1;
      const [, name = '', run = ''] = key.split('/');
      const job = before.jobs.get(jobKey({ tenant, name, key: '' }));
      if (job?.run !== Number(run)) this.fail(`a job wrote in run ${run} when run ${job?.run ?? 0} had begun`);
    }
  }

  began(node: JobsNode, context: JobContext): void {
    if (context.attempts > 1) this.takenOver += 1;
    const mine = [...this.atWork].filter((other) => other.node === node);
    if (mine.length >= atOnce) this.fail('a node does more at once than it may');
    for (const other of this.atWork) {
      const { life, thawedMs } = other.node;
      // Who has just woken is told at once that its lease ran out; what it writes before that is refused.
      const isAwake =
        !life.isDead && !life.isFrozen && !other.context.signal.aborted && this.scheduler.now > thawedMs + wakingMs;
      // A clock that jumps ends a lease before its time; what is written then is refused all the same.
      if (isAwake && !this.hasJumps && other.context.name === context.name)
        this.fail(`two nodes do "${context.name}" at once`);
    }
  }

  /** When all is quiet. */
  settle(): void {
    for (const [key, { row }] of this.memory.state.journeys) {
      const journey = key.split('\n')[1] ?? '';
      if (this.#told.get(journey) !== row.rev)
        this.fail(`of "${journey}" revision ${this.#told.get(journey)} was followed, and it is at ${row.rev}`);
    }
    for (const [key, job] of this.memory.state.jobs)
      if (job.dueMs > this.memory.nowMs() + 2 * 3_600_000) this.fail(`the job ${key} was put off`);
  }
}

class JobsNode {
  readonly #world: JobsWorld;
  readonly #random: Random;
  readonly index: number;
  life: Life;
  thawedMs = -Infinity;
  #storage: SyncStorage;
  /** What ends the transactions that it began; of those that are over it ends nothing. */
  #open: (() => void)[] = [];

  constructor(world: JobsWorld, index: number) {
    this.#world = world;
    this.index = index;
    this.#random = world.random.fork(`node/${index}`);
    this.life = new Life(world.scheduler);
    this.#storage = this.#start();
  }

  #start(): SyncStorage {
    const { life } = this;
    const { scheduler, memory, defect } = this.#world;
    const storage = defect?.storage(this.#connect(life), memory) ?? this.#connect(life);
    const jobs = startJobs({
      storage,
      tenants: [tenant],
      jobs: this.#jobs(life),
      env: {
        elapsed: () => scheduler.now,
        after: (delayMs, run) => life.after(delayMs, run),
        random: () => this.#random.next(),
      },
      log: () => undefined,
      holder: `node ${this.index}`,
      atOnce,
      leaseMs,
    });
    // More often than by itself, so that much happens.
    const look = (): void => {
      if (!this.#world.isFaulty) return;
      jobs.look();
      life.after(this.#random.delayMs(lookMs), look);
    };
    life.after(this.#random.delayMs(lookMs), look);
    this.#moveLater(life);
    return storage;
  }

  #connect(life: Life): SyncStorage {
    const { memory } = this.#world;
    return memory.connect({
      // A database never answers within no time.
      begin: () => life.pause(1 + this.#random.below(5)),
      prepare: async () => {
        await life.pause(this.#random.below(this.#world.isFaulty ? this.#world.longestMs : 5));
        if (!this.#world.isFaulty) return;
        if (this.#random.happens(0.03)) throw new StorageError('CORDEE_STORAGE_FAILED', 'The database failed.');
        if (this.#random.happens(0.004)) await this.crash();
      },
      committed: async () => {
        if (this.#world.isFaulty && this.#random.happens(0.004)) await this.crash();
      },
      onOpen: (abandon) => {
        this.#open.push(abandon);
        life.onDeath(abandon);
      },
    });
  }

  /** Never settles: whoever waits for it has gone. */
  crash(): Promise<never> {
    this.life.die();
    this.#forget();
    this.#world.scheduler.after(1 + this.#random.below(20_000), () => this.#restart());
    return new Promise<never>(() => undefined);
  }

  freeze(ms: number): void {
    const { life } = this;
    life.freeze();
    this.#world.scheduler.after(idleMs, () => {
      if (life.isFrozen) for (const abandon of this.#open.splice(0)) abandon();
    });
    this.#world.scheduler.after(ms, () => {
      life.thaw();
      this.thawedMs = this.#world.scheduler.now;
    });
  }

  #restart(): void {
    this.life = new Life(this.#world.scheduler);
    this.#storage = this.#start();
  }

  #forget(): void {
    for (const one of this.#world.atWork) if (one.node === this) this.#world.atWork.delete(one);
  }

  #moveLater(life: Life): void {
    life.after(this.#random.delayMs(1_000), () => {
      if (!this.#world.isFaulty) return;
      void this.#move().catch(() => undefined);
      this.#moveLater(life);
    });
  }

  #move(): Promise<void> {
    // One that moves but once is missed for good, where it is missed.
    const journey = this.#random.happens(0.5) ? this.#random.pick(busyScopes) : `S${++this.#world.scopes}`;
    const scope = { tenant, journey };
    return this.#storage.write(scope, (writer: StorageWriter) => moveScope(writer, scope));
  }

  #jobs(life: Life): readonly Job[] {
    const watched = async (context: JobContext, run: () => Promise<void>): Promise<undefined> => {
      const entry = { node: this, context };
      this.#world.began(this, context);
      this.#world.atWork.add(entry);
      try {
        await run();
      } finally {
        this.#world.atWork.delete(entry);
      }
      return undefined;
    };
    return [
      {
        name: 'follow',
        everyMs: 2_000,
        run: (context) =>
          watched(context, async () => {
            const follower = { tenant, name: 'hooks', count: 20 };
            while (
              await followChanges(context.write, follower, async (changes) => {
                this.#world.staged(changes);
              })
            );
          }),
      },
      {
        name: 'work',
        everyMs: 20_000,
        run: (context) =>
          watched(context, async () => {
            for (let step = 0; step < 3 && !context.signal.aborted; step++) {
              await life.pause(this.#random.below(50_000));
              await context.write((writer) => writer.keepSetting(`effect/work/${context.run}/${step}`, 'done'));
            }
          }),
      },
    ];
  }
}

export interface JobsResult {
  readonly violation: string | undefined;
  readonly followed: number;
  readonly worked: number;
  readonly takenOver: number;
}

/** Runs one seed to its end, and looks whether every promise held. */
export async function simulateJobs(seed: number, defect?: JobDefect): Promise<JobsResult> {
  const world = new JobsWorld(seed, defect);
  const onRejection = (reason: unknown): void => world.fail(`a rejection that nobody handled: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);
  const { scheduler, random } = world;
  const nodes = Array.from({ length: 1 + random.below(3) }, (_, index) => new JobsNode(world, index));
  for (const node of nodes)
    for (let turn = 0; turn < 3; turn++)
      scheduler.after(random.below(faultyMs), () => node.freeze(random.pick([3_000, 30_000, 150_000])));
  const isOver = (): boolean => world.violation !== undefined;
  try {
    await scheduler.run(faultyMs, isOver);
    world.isFaulty = false;
    await scheduler.run(faultyMs + quietMs, isOver);
    await settled();
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  if (!isOver()) world.settle();
  const { violation, followed, worked, takenOver } = world;
  return { violation, followed, worked, takenOver };
}
