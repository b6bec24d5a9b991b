import type { Invitations } from './invitations.js';
import { type Log, failureOf } from '../telemetry/log.js';

const everyMs = 10 * 60_000;

/** Ends invitations that are out of date, from time to time. Gives what stops it. */
export function sweepInvitations(invitations: Invitations, tenants: readonly string[], log: Log): () => void {
  const sweep = async (): Promise<void> => {
    for (const tenant of tenants)
      await invitations
        .expire(tenant)
        .catch((error: unknown) => log({ level: 'error', event: 'sweep-failed', tenant, ...failureOf(error) }));
  };
  const timer = setInterval(() => void sweep(), everyMs);
  return () => clearInterval(timer);
}
