import type { StorageWriter, SyncStorage } from '../../../server/storage/sync-storage.js';
import type { JobDefect } from '../jobs-world.js';
import { changedScopes } from '../memory-jobs.js';
import { replaced } from './replaced.js';

const withWriter = (storage: SyncStorage, change: (writer: StorageWriter) => StorageWriter): SyncStorage =>
  replaced(storage, { write: (scope, run) => storage.write(scope, (writer) => run(change(writer))) });

/** What the simulation of followers and jobs must notice. */
export const jobDefects: readonly JobDefect[] = [
  {
    // Whatever is committed is told, and what is committed later with a lower number never is.
    name: 'naive cursor of a follower',
    storage: (storage, memory) =>
      withWriter(storage, (writer) =>
        replaced(writer, {
          changedScopes: async (tenant, after, count) => changedScopes(memory.state, tenant, after, count, Infinity),
        }),
      ),
  },
  {
    name: 'the place of a follower is not kept with what it did',
    storage: (storage) =>
      withWriter(storage, (writer) =>
        replaced(writer, {
          saveFollower: (tenant, name, { number }) =>
            writer.saveFollower(tenant, name, { number, journey: '\u{FFFF}' }),
        }),
      ),
  },
  {
    name: 'a lease without a fence',
    storage: (storage) => withWriter(storage, (writer) => replaced(writer, { holdJob: async () => true })),
  },
  {
    name: 'a lease that is not renewed, and believed to be',
    storage: (storage) => withWriter(storage, (writer) => replaced(writer, { renewJob: async () => true })),
  },
  {
    name: 'a job that is taken whoever has it',
    storage: (storage, memory) =>
      withWriter(storage, (writer) =>
        replaced(writer, {
          async takeJob(tenant, names, terms) {
            const jobs = [...memory.state.jobs].map(
              ([key, job]) =>
                [key, { ...job, leasedUntilMs: undefined, dueMs: Math.min(job.dueMs, memory.nowMs()) }] as const,
            );
            memory.state = { ...memory.state, jobs: new Map(jobs) };
            return writer.takeJob(tenant, names, terms);
          },
        }),
      ),
  },
];
