import { createHash } from 'node:crypto';
import type { Oracle } from './oracle.js';
import type { Plan } from './plan.js';
import { simulate } from './simulate.js';
import type { Planted, WorldOptions } from './world.js';

/** What came to each device, was stored there and left it: one hash each. */
async function told(plan: Plan, options: Pick<WorldOptions, 'planted' | 'addition' | 'ending' | 'forgers'>) {
  const hashes = new Map<number, ReturnType<typeof createHash>>();
  let oracle: Oracle | undefined;
  const { violation } = await simulate(plan, {
    ...options,
    onTrace(line) {
      const device = /^\d+ (\d+) [^*]/.exec(line)?.[1];
      if (device === undefined) return;
      const hash = hashes.get(Number(device)) ?? createHash('sha256');
      hashes.set(Number(device), hash.update(line));
    },
    onEnd: (world) => void (oracle = world.oracle),
  });
  return { oracle, violation, digests: new Map([...hashes].map(([device, hash]) => [device, hash.digest('hex')])) };
}

/** What two worlds came to. */
export interface Twins {
  /** Devices of theirs that could tell the worlds apart. */
  readonly differing: readonly number[];
  /** How many records differed. */
  readonly altered: number;
  /** Promises that did not hold in either world. */
  readonly violations: readonly string[];
}

export interface TwinOptions {
  readonly planted?: () => Planted | undefined;
  /** Whether a program that is not ours asks on each of their devices too. */
  readonly isDishonest?: boolean;
}

/**
 * [T03] Runs a plan in two worlds that differ only in words that one of its people never may read, and in the ids
 * of those records. What comes to their devices, byte by byte and at which moment, must be the same.
 */
export async function compareTwins(
  plan: Plan,
  who: number,
  { planted = () => undefined, isDishonest = false }: TwinOptions = {},
): Promise<Twins> {
  const { tenant, person } = plan.devices[who % plan.devices.length] ?? { tenant: '', person: '' };
  const theirs = plan.devices.flatMap((device, index) =>
    device.tenant === tenant && device.person === person ? [index] : [],
  );
  const forgers = isDishonest ? theirs : [];
  const one = await told(plan, { planted: planted(), forgers });
  const altered = new Set<number>();
  const isUnknown = (record: number): boolean =>
    one.oracle?.authorOf(record) !== undefined && !one.oracle.hasKnown(`${tenant}/${person}`, record);
  const other = await told(plan, {
    planted: planted(),
    forgers,
    ending: (record) => (isUnknown(record) ? 'x' : ''),
    addition: (record) => {
      if (!isUnknown(record)) return '';
      altered.add(record);
      return ' And more, of another length.';
    },
  });
  return {
    differing: theirs.filter((index) => one.digests.get(index) !== other.digests.get(index)),
    altered: altered.size,
    violations: [one, other].flatMap(({ violation }) => (violation ? [`${violation.rule}: ${violation.message}`] : [])),
  };
}
