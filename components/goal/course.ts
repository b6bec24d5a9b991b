import type { GoalView } from '../../src/index.js';
import type { Chart } from './chart.js';

/** Whose eyes: the person's own, or their coach's. */
export type Side = 'self' | 'guide';

/** Where both sides have seen a goal, from the first day to now. A coach who has not rated it yet has no line. */
export function courseOf(
  goal: GoalView,
  startedOn: string,
  clockMs: number,
  nameOf: (side: Side) => string,
): Pick<Chart, 'sides' | 'fromMs' | 'toMs'> {
  const seen = [...goal.self, ...goal.guide].map(({ at }) => Date.parse(at));
  const toMs = Math.max(clockMs, ...seen);
  const fromMs = Math.min(startedOn === '' ? toMs : Date.parse(startedOn), ...seen);
  const sides = (['self', 'guide'] as const)
    .filter((side) => goal[side].length > 0 || side === 'self')
    .map((name) => ({
      name,
      label: nameOf(name),
      points: [
        ...(name === 'self' ? [{ atMs: fromMs, level: goal.baseline }] : []),
        ...goal[name].map(({ at, level }) => ({ atMs: Date.parse(at), level })),
      ],
    }));
  return { sides, fromMs, toMs };
}
