import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { followChanges } from '../../server/index.js';
import type { LeaseTerms, StorageWriter, SyncStorage } from '../../server/storage/sync-storage.js';
import { moveScope } from '../support/move-scope.js';

/** A storage of which time can pass. */
export interface JobsUnderTest {
  readonly storage: SyncStorage;
  /** As if so long had gone by, for all jobs. */
  passMs(ms: number): Promise<void>;
  close(): Promise<void>;
}

const minuteMs = 60_000;
let tenants = 0;

const termsOf = (holder: string): LeaseTerms => ({
  holder,
  leaseMs: minuteMs,
  pauseMs: (attempts) => attempts * minuteMs,
});

/** Settles once it is opened. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** What the change log and the jobs of every storage promise: docs/specs/jobs.md. */
export function describeJobs(
  name: string,
  /** Whether transactions can be under way at the same time. */
  isConcurrent: boolean,
  open: () => Promise<JobsUnderTest>,
): void {
  describe(`the change log and the jobs of ${name}`, () => {
    let under: JobsUnderTest;
    let storage: SyncStorage;
    let tenant = '';
    before(async () => {
      under = await open();
      ({ storage } = under);
    });
    after(() => under?.close());
    const fresh = (): void => {
      tenant = `tenant-${++tenants}`;
    };
    const write = <T>(run: (writer: StorageWriter) => Promise<T>): Promise<T> => storage.write({ tenant }, run);
    const move = (writer: StorageWriter, journey: string): Promise<void> => moveScope(writer, { tenant, journey });
    const moved = async (...journeys: readonly string[]): Promise<void> => {
      for (const journey of journeys) await write((writer) => move(writer, journey));
    };
    /** What a follower is told, batch by batch until there is no more. */
    const told = async (follower: string, count = 100): Promise<readonly string[]> => {
      const heard: string[] = [];
      while (
        await followChanges(write, { tenant, name: follower, count }, async (changes) => {
          assert(changes.length <= count);
          heard.push(...changes.map(({ journey, rev }) => `${journey}@${rev}`));
        })
      );
      return heard;
    };
    const take = (holder = 'a', names = ['work']) => write((writer) => writer.takeJob(tenant, names, termsOf(holder)));
    const add = (afterMs = 0, key = '') => write((writer) => writer.addJob({ tenant, name: 'work', key }, afterMs));

    it('[JB1] a follower is told of every scope that changed, oldest first, each once with its last revision', async () => {
      fresh();
      await moved('A', 'B', 'C', 'A');
      assert.deepEqual(await told('hooks'), ['B@1', 'C@1', 'A@2']);
      assert.deepEqual(await told('hooks'), []);
      await moved('C', 'B');
      assert.deepEqual(await told('hooks', 1), ['C@2', 'B@2']);
      assert.deepEqual(await told('nudges', 2), ['A@2', 'C@2', 'B@2'], 'each has its own place');
    });

    it('[JB1] scopes that one transaction changed are told batch by batch', async () => {
      fresh();
      await write(async (writer) => {
        for (const journey of ['A', 'B', 'C', 'D', 'E']) await move(writer, journey);
      });
      assert.deepEqual(await told('hooks', 2), ['A@1', 'B@1', 'C@1', 'D@1', 'E@1']);
    });

    it('[JB3] the place lasts with what was done, or neither does', async () => {
      fresh();
      await moved('A');
      const setting = `done/${tenant}`;
      await assert.rejects(
        followChanges(write, { tenant, name: 'hooks' }, async (_changes, writer) => {
          await writer.keepSetting(setting, 'yes');
          throw new Error('broken');
        }),
        /broken/,
      );
      assert.equal(await storage.read(tenant, (reader) => reader.setting(setting)), undefined);
      assert.deepEqual(await told('hooks'), ['A@1']);
    });

    it('[JB4] nobody is told of another tenant', async () => {
      fresh();
      await moved('A');
      fresh();
      assert.deepEqual(await told('hooks'), []);
      await moved('B');
      assert.deepEqual(await told('hooks'), ['B@1']);
    });

    if (isConcurrent) {
      it('[JB2] a change that is committed late is not missed', async () => {
        fresh();
        const [begun, end] = [gate(), gate()];
        const late = write(async (writer) => {
          await move(writer, 'A');
          begun.open();
          await end.passed;
        });
        await begun.passed;
        await moved('B');
        const early = await told('hooks');
        end.open();
        await late;
        assert.deepEqual([...early, ...(await told('hooks'))], ['A@1', 'B@1']);
      });

      it('[JB3] of two nodes one follows at a time', async () => {
        fresh();
        await moved('A');
        const [begun, end] = [gate(), gate()];
        const heard: string[] = [];
        const first = followChanges(write, { tenant, name: 'hooks' }, async (changes) => {
          begun.open();
          await end.passed;
          heard.push(...changes.map(({ journey }) => journey));
        });
        await begun.passed;
        const second = told('hooks');
        end.open();
        await first;
        assert.deepEqual([...heard, ...(await second)], ['A']);
      });
    }

    it('[JB6] a job is taken by one holder, once it is due, and by who knows its name', async () => {
      fresh();
      await add(minuteMs);
      assert.equal(await take(), undefined);
      await under.passMs(minuteMs);
      assert.equal(await take('a', ['other']), undefined);
      const lease = await take();
      assert.deepEqual([lease?.name, lease?.key, lease?.attempts], ['work', '', 1]);
      assert.equal(await take('b'), undefined);
      const ours = tenant;
      fresh();
      assert.equal(await take(), undefined, 'not by another tenant');
      tenant = ours;
      assert(lease);
      assert.equal(await write((writer) => writer.endJob(lease, { kind: 'done' })), true);
      await under.passMs(99 * minuteMs);
      assert.equal(await take(), undefined, 'and done, it is gone');
    });

    it('[JB6] what is due longest comes first, and several nodes take different jobs', async () => {
      fresh();
      await add(2_000, 'later');
      await add(1_000, 'sooner');
      await under.passMs(minuteMs);
      assert.deepEqual((await Promise.all([take('a'), take('b')])).map((lease) => lease?.key).toSorted(), [
        'later',
        'sooner',
      ]);
    });

    it('[JB7] a lease that is renewed is kept, one that ran out is taken by another', async () => {
      fresh();
      await add();
      const first = await take('a');
      assert(first);
      await under.passMs(minuteMs - 5_000);
      assert.equal(await write((writer) => writer.renewJob(first, minuteMs)), true);
      await under.passMs(minuteMs - 5_000);
      assert.equal(await take('b'), undefined);
      await under.passMs(minuteMs);
      const second = await take('b');
      assert.deepEqual([second?.run, second?.attempts], [first.run + 1, 2]);
    });

    it('[JB8] who lost the lease neither renews, writes nor completes', async () => {
      fresh();
      await add();
      const first = await take('a');
      assert(first);
      await under.passMs(2 * minuteMs);
      assert.equal(await write((writer) => writer.holdJob(first)), true, 'nobody took it yet');
      const second = await take('b');
      assert(second);
      for (const run of [
        (writer: StorageWriter) => writer.renewJob(first, minuteMs),
        (writer: StorageWriter) => writer.holdJob(first),
        (writer: StorageWriter) => writer.endJob(first, { kind: 'done' }),
        (writer: StorageWriter) => writer.endJob(first, { kind: 'failed', afterMs: 0, failure: 'x' }),
        (writer: StorageWriter) => writer.endJob(first, { kind: 'again', afterMs: 0 }),
      ]) {
        assert.equal(await write(run), false);
      }
      assert.equal(await write((writer) => writer.holdJob(second)), true);
      assert.equal(await write((writer) => writer.endJob(second, { kind: 'done' })), true);
      assert.equal(await write((writer) => writer.endJob(second, { kind: 'done' })), false, 'nor twice');
    });

    it('[JB9] a job that failed rests, longer where its holder has gone', async () => {
      fresh();
      await add();
      const first = await take();
      assert(first);
      await write((writer) => writer.endJob(first, { kind: 'failed', afterMs: 3 * minuteMs, failure: 'Error' }));
      assert.equal(await take(), undefined);
      await add();
      assert.equal(await take(), undefined, 'whoever asks again');
      await under.passMs(3 * minuteMs);
      assert.equal((await take())?.attempts, 2);
      await under.passMs(minuteMs + 1_000);
      assert.equal(await take(), undefined, 'its lease ran out, its pause did not');
      await under.passMs(minuteMs);
      assert.equal((await take())?.attempts, 3);
    });

    it('[JB10] a job that is asked for while it is under way is done again', async () => {
      fresh();
      await add();
      const first = await take();
      assert(first);
      await add();
      assert.equal(await take('b'), undefined);
      assert.equal(await write((writer) => writer.endJob(first, { kind: 'done' })), true);
      const second = await take();
      assert.equal(second?.attempts, 1);
      assert(second);
      await write((writer) => writer.endJob(second, { kind: 'done' }));
      assert.equal(await take(), undefined);
    });

    it('[JB11] a job that comes back does so after its period, and no start of a node moves that', async () => {
      fresh();
      const hourMs = 60 * minuteMs;
      const keep = () => write((writer) => writer.keepJob({ tenant, name: 'work', key: '' }, hourMs));
      await keep();
      await under.passMs(hourMs - minuteMs);
      await keep();
      assert.equal(await take(), undefined);
      await under.passMs(minuteMs);
      const lease = await take();
      assert(lease);
      await write((writer) => writer.endJob(lease, { kind: 'again', afterMs: hourMs }));
      await keep();
      await under.passMs(hourMs - minuteMs);
      assert.equal(await take(), undefined);
      await under.passMs(minuteMs);
      assert((await take())?.attempts === 1);
    });

    it('[JB11] a clock that was a year ahead does not put a job off for a year', async () => {
      fresh();
      await under.passMs(-365 * 24 * 60 * minuteMs);
      await add();
      await under.passMs(-365 * 24 * 60 * minuteMs);
      assert.equal(await take(), undefined);
      await write((writer) => writer.keepJob({ tenant, name: 'work', key: '' }, minuteMs));
      await under.passMs(minuteMs);
      assert(await take());
    });
  });
}
