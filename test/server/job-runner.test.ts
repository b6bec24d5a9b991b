import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Job, type JobRunner, type LogLine, serverJobs, startJobs } from '../../server/index.js';
import type { SyncStorage } from '../../server/storage/sync-storage.js';
import { MemoryStorage } from '../simulation/memory-storage.js';
import { createRandom } from '../simulation/random.js';
import { Scheduler } from '../simulation/scheduler.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

describe('a node that does jobs', () => {
  let memory: MemoryStorage;
  let scheduler: Scheduler;
  let lines: LogLine[];
  let outcomes: string[];
  beforeEach(() => {
    memory = new MemoryStorage();
    scheduler = new Scheduler(createRandom('jobs'));
    memory.nowMs = () => 1_000_000_000_000 + scheduler.now;
    lines = [];
    outcomes = [];
  });
  const start = (jobs: readonly Job[], tenants = ['valmonte'], storage: SyncStorage = memory.connect()): JobRunner =>
    startJobs({
      storage,
      tenants,
      jobs,
      env: { elapsed: () => scheduler.now, after: (ms, run) => scheduler.after(ms, run), random: () => 0.5 },
      log: (line) => lines.push(line),
      metrics: {
        request() {},
        verdicts() {},
        refusedToken() {},
        limited() {},
        job: (name, outcome) => outcomes.push(`${name} ${outcome}`),
      },
      holder: 'node',
    });
  const passMs = (ms: number) => scheduler.run(scheduler.now + ms, () => false);
  const add = (name: string, key = '', tenant = 'valmonte') =>
    memory.connect().write({ tenant }, (writer) => writer.addJob({ tenant, name, key }, 0));
  /** Work that lasts so long, or until it is told to stop. */
  const lasting = (ms: number, seen: { atOnce: number; most: number; stopped: number }): Job => ({
    name: 'work',
    run: ({ signal }) =>
      new Promise((resolve, reject) => {
        seen.most = Math.max(seen.most, ++seen.atOnce);
        const over = (end: () => void): void => {
          seen.atOnce -= 1;
          end();
        };
        const cancel = scheduler.after(ms, () => over(() => resolve({ ms })));
        signal.addEventListener('abort', () => {
          cancel();
          seen.stopped += 1;
          over(() => reject(new Error('stopped')));
        });
      }),
  });
  const nothing = () => ({ atOnce: 0, most: 0, stopped: 0 });

  it('[JB11] of several nodes one prunes each tenant once a day, and a tenant that fails keeps no other waiting', async () => {
    const pruned: string[] = [];
    const prune = async (tenant: string) => {
      pruned.push(tenant);
      if (tenant === 'sick') throw new Error('broken');
      return { removals: 1, verdicts: 2, lostValues: 3 };
    };
    const jobs = serverJobs({ storage: { prune }, invitations: { expire: async () => 0 } });
    for (let node = 0; node < 2; node++) start(jobs, ['sick', 'valmonte']);
    await passMs(2 * dayMs + 10 * minuteMs);
    assert.equal(pruned.filter((tenant) => tenant === 'valmonte').length, 2);
    assert(pruned.filter((tenant) => tenant === 'sick').length > 2, 'what failed is tried again');
    const done = lines.filter(({ event, tenant }) => event === 'job-done' && tenant === 'valmonte');
    assert.deepEqual(
      done.map(({ job, removals, verdicts, lostValues }) => ({ job, removals, verdicts, lostValues })),
      Array.from({ length: 2 }, () => ({ job: 'prune', removals: 1, verdicts: 2, lostValues: 3 })),
      'and a sweep that found nothing is worth no line',
    );
    const failed = lines.find(({ event }) => event === 'job-failed');
    assert.deepEqual([failed?.tenant, failed?.job, failed?.['name']], ['sick', 'prune', 'Error']);
    assert(!JSON.stringify(lines).includes('broken'));
  });

  it('[JB7] work that lasts longer than a lease stays with who does it', async () => {
    const seen = nothing();
    const jobs = [lasting(10 * minuteMs, seen)];
    for (let node = 0; node < 3; node++) start(jobs);
    await add('work');
    await passMs(15 * minuteMs);
    assert.deepEqual(seen, { atOnce: 0, most: 1, stopped: 0 });
    assert.deepEqual(outcomes, ['work done']);
  });

  it('[JB7] a node that the database does not answer any more stops before its lease has run out', async () => {
    const seen = nothing();
    let isCut = false;
    const storage = memory.connect();
    const cut: SyncStorage = {
      ...storage,
      store: storage.store,
      write: (scope, run) => (isCut ? Promise.reject(new Error('no answer')) : storage.write(scope, run)),
    };
    start([lasting(10 * minuteMs, seen)], ['valmonte'], cut);
    await add('work');
    await passMs(2 * minuteMs);
    assert.equal(seen.atOnce, 1);
    isCut = true;
    await passMs(minuteMs);
    assert.deepEqual(seen, { atOnce: 0, most: 1, stopped: 1 });
    assert.deepEqual(outcomes, ['work lost']);
  });

  it('[JB9] what fails is tried again after a minute, then after twice as long each time', async () => {
    const triedMs: number[] = [];
    const failing: Job = {
      name: 'work',
      run: async () => {
        triedMs.push(scheduler.now);
        throw new TypeError('a word of somebody');
      },
    };
    start([failing]);
    await add('work');
    await passMs(60 * minuteMs);
    const pauses = triedMs.slice(1).map((at, before) => Math.round((at - (triedMs[before] ?? 0)) / minuteMs));
    assert.deepEqual(pauses, [1, 2, 4, 8, 16]);
    assert.equal(lines.at(-1)?.['attempts'], 6);
  });

  it('[JB12] a node does so many at once and no more, in turns of the tenants', async () => {
    const seen = nothing();
    start([lasting(5_000, seen)], ['a', 'b']);
    for (const tenant of ['a', 'b']) for (const key of ['1', '2', '3']) await add('work', key, tenant);
    await passMs(2 * minuteMs);
    assert.deepEqual([seen.most, outcomes.length], [2, 6]);
  });

  it('[JB12] a node that stops gives back what it has, and another goes on at once', async () => {
    const [first, second] = [nothing(), nothing()];
    const runner = start([lasting(10 * minuteMs, first)]);
    await add('work');
    await passMs(2 * minuteMs);
    await runner.close();
    assert.equal(first.stopped, 1);
    start([lasting(1_000, second)]).look();
    await passMs(5_000);
    assert.deepEqual(outcomes, ['work failed', 'work done']);
  });

  it('[JB6] a job of a newer version is left to who knows it', async () => {
    start([lasting(1_000, nothing())]);
    await add('newer');
    await passMs(dayMs);
    assert.deepEqual(outcomes, []);
    assert.equal(memory.state.jobs.size, 1);
  });
});
