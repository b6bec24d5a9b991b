import type { SyncStorage } from '../storage/sync-storage.js';
import type { Job } from './leased-job.js';

const dayMs = 86_400_000;
const sweepMs = 10 * 60_000;

export interface ServerJobsOptions {
  readonly storage: Pick<SyncStorage, 'prune'>;
  /** Ends the invitations of a tenant that are out of date, and gives how many: `service.invitations`. */
  readonly invitations: { expire(tenant: string): Promise<number> };
}

/** What the server does by itself: once a day it drops what has served, and every ten minutes it ends invitations that are out of date. */
export const serverJobs = ({ storage, invitations }: ServerJobsOptions): readonly Job[] => [
  {
    name: 'prune',
    everyMs: dayMs,
    run: async ({ tenant, nowMs }) => ({ ...(await storage.prune(tenant, nowMs)) }),
  },
  {
    name: 'expire-invitations',
    everyMs: sweepMs,
    async run({ tenant }) {
      const expired = await invitations.expire(tenant);
      return expired > 0 ? { expired } : undefined;
    },
  },
];
