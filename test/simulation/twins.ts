import { createHash } from 'node:crypto';
import type { Oracle } from './oracle.js';
import type { Plan } from './plan.js';
import { simulate } from './simulate.js';
import type { Planted } from './world.js';

/** What came to each device, was stored there and left it: one hash each. */
async function told(plan: Plan, planted: Planted | undefined, addition?: (record: number) => string) {
  const hashes = new Map<number, ReturnType<typeof createHash>>();
  let oracle: Oracle | undefined;
  await simulate(plan, {
    planted, addition,
    onTrace(line) {
      const device = /^\d+ (\d+) [^*]/.exec(line)?.[1];
      if (device === undefined) return;
      const hash = hashes.get(Number(device)) ?? createHash('sha256');
      hashes.set(Number(device), hash.update(line));
    },
    onEnd: (world) => void (oracle = world.oracle),
  });
  return { oracle, digests: new Map([...hashes].map(([device, hash]) => [device, hash.digest('hex')])) };
}

/**
 * [T03] Runs a plan in two worlds that differ only in words that one of its people never may read.
 * What comes to their devices, byte by byte and at which moment, must be the same.
 *
 * @returns Their devices that could tell the worlds apart, and how many records differed.
 */
export async function compareTwins(plan: Plan, who: number, planted: () => Planted | undefined = () => undefined): Promise<{ readonly differing: readonly number[]; readonly altered: number }> {
  const { tenant, person } = plan.devices[who % plan.devices.length] ?? { tenant: '', person: '' };
  const one = await told(plan, planted());
  const altered = new Set<number>();
  const other = await told(plan, planted(), (record) => {
    if (one.oracle?.authorOf(record) === undefined || one.oracle.hasKnown(`${tenant}/${person}`, record)) return '';
    altered.add(record);
    return ' And more, of another length.';
  });
  const theirs = plan.devices.flatMap((device, index) => (device.tenant === tenant && device.person === person ? [index] : []));
  return { differing: theirs.filter((index) => one.digests.get(index) !== other.digests.get(index)), altered: altered.size };
}
