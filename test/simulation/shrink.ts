import type { Action, Faults, Plan } from './plan.js';
import { simulate } from './simulate.js';
import type { Planted } from './world.js';

/**
 * Leaves out of a plan what its failure does not need: actions, in ever smaller parts, then kinds of
 * faults, then devices at the end of the list. What is left breaks the same rule.
 *
 * @param maxRuns How often it may try.
 */
export async function shrink(
  plan: Plan,
  rule: string,
  planted: () => Planted | undefined = () => undefined,
  maxRuns = 250,
): Promise<Plan> {
  let best = plan;
  const budget = { left: maxRuns };
  const holds = async (candidate: Plan): Promise<boolean> => {
    if (budget.left <= 0) return false;
    budget.left -= 1;
    const { violation } = await simulate(candidate, { planted: planted() });
    if (violation?.rule !== rule) return false;
    best = candidate;
    return true;
  };
  for (let size = Math.ceil(best.actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.actions.length;) {
      const actions = without(best.actions, at, size);
      if (!(await holds({ ...best, actions }))) at += size;
    }
  }
  for (const part of ['wire', 'node', 'device'] as const) {
    for (const name of Object.keys(best.faults[part])) {
      if (name === 'meanLatencyMs' || name === 'meanDiskMs' || name === 'pageRecords' || name === 'longestMs') continue;
      const faults = { ...best.faults, [part]: { ...best.faults[part], [name]: 0 } } as Faults;
      await holds({ ...best, faults });
    }
  }
  while (best.devices.length > 1 && (await holds({ ...best, devices: best.devices.slice(0, -1) })));
  return best;
}

/** Days away go with the going: days of looking at a page, a sign of life every twenty seconds, would never end. */
function without(actions: readonly Action[], at: number, size: number): readonly Action[] {
  const awayMs = actions
    .slice(at, at + size)
    .reduce((sum, { deed, ms = 0 }) => sum + (deed === 'leaveAll' ? ms : 0), 0);
  return [
    ...actions.slice(0, at),
    ...actions.slice(at + size).map((action) => ({ ...action, atMs: action.atMs - awayMs })),
  ];
}
