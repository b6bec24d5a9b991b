import type { Adaptation } from './adaptation.js';
import type { Id } from '../value/ids.js';
import type { PlannedStep } from './planned-step.js';
import { planOf } from './path.js';
import type { Template, TemplateStep } from '../template/template.js';

/** What journeys do with a step of the template. */
export const drifts = ['as-planned', 'later', 'earlier', 'skipped', 'replaced'] as const;
export type Drift = (typeof drifts)[number];

/** Fewer are not a group. It may be raised, never lowered. */
export const leastGroup = 5;
const least = { journeysForNudge: 10, shareForNudge: 0.3 };

/** How the journeys of one version treat one of its steps. */
export interface StepDrift {
  readonly step: Id;
  /** How many journeys of this version there are. */
  readonly journeys: number;
  /** Share of the journeys, 0 to 1, for each drift that enough of them have. What is not here is not for showing. */
  readonly shares: ReadonlyMap<Drift, number>;
  /** Whether the author should look at the step: of at least ten journeys, three in ten skip or move it. */
  readonly isNudge: boolean;
}

/** A journey as far as drift is concerned. */
export interface AdaptedJourney {
  /** Its id, by which earlier figures and these are held against each other. */
  readonly id: Id;
  readonly template: Id;
  readonly version: string;
  readonly adaptations: readonly Adaptation[];
}

/** What was shown before of a version, for the caller to keep. */
export interface ShownDrift {
  readonly drifts: readonly StepDrift[];
  /** The journeys counted in it. */
  readonly counted: ReadonlySet<Id>;
}

export interface DriftOptions {
  /** The smallest group to tell of; five unless more is asked for. */
  readonly group?: number | undefined;
  /** What was shown of this version so far, newest last. Without it, a journey that is new since can be read off by subtraction. */
  readonly before?: readonly ShownDrift[] | undefined;
}

/**
 * "41 % move this step later": for each step of a version, how the journeys made from it treat
 * it, in the order of the template. Nothing is told of fewer than `group` journeys (five at
 * least), and no share is given from which a smaller group follows by subtraction. While fewer than
 * that have come or gone since any figure shown before, the last one stays.
 *
 * @param options A number alone is the smallest group; deprecated, since it knows nothing of what was shown before.
 */
export function driftOf(
  template: Template,
  journeys: readonly AdaptedJourney[],
  options: DriftOptions | number = {},
): readonly StepDrift[] {
  const { group = leastGroup, before = [] }: DriftOptions = typeof options === 'number' ? { group: options } : options;
  const own = journeys.filter((journey) => journey.template === template.id && journey.version === template.version);
  const size = Math.max(group, leastGroup);
  const counted = new Set(own.map(({ id }) => id));
  if (before.some((shown) => isGivenAway(shown.counted, counted, size))) return before.at(-1)?.drifts ?? [];
  if (own.length < size) return [];
  // Only weeks are compared, so any first day will do.
  const plans = own.map(({ adaptations }) => planOf(template, adaptations, '2000-01-03'));
  return template.steps.map((step) => {
    const counts = new Map<Drift, number>();
    for (const planned of plans.flatMap(({ steps }) => steps.filter(({ id }) => id === step.id))) {
      const drift = driftOfStep(step, planned);
      counts.set(drift, (counts.get(drift) ?? 0) + 1);
    }
    const of = (drift: Drift): number => counts.get(drift) ?? 0;
    const movedOrSkipped = of('later') + of('earlier') + of('skipped');
    return {
      step: step.id,
      journeys: own.length,
      shares: new Map(publishable(counts, own.length, size).map(([drift, count]) => [drift, count / own.length])),
      isNudge: own.length >= least.journeysForNudge && movedOrSkipped >= own.length * least.shareForNudge,
    };
  });
}

/** Whether two figures, one of each of these groups, tell by their difference of fewer than `size`. */
function isGivenAway(then: ReadonlySet<Id>, now: ReadonlySet<Id>, size: number): boolean {
  const newcomers = [...now].filter((id) => !then.has(id)).length;
  const leavers = [...then].filter((id) => !now.has(id)).length;
  return newcomers + leavers > 0 && newcomers + leavers < size;
}

function driftOfStep({ week }: TemplateStep, { state, step }: PlannedStep): Drift {
  if (state !== 'planned') return state;
  if (step.week === week) return 'as-planned';
  return step.week > week ? 'later' : 'earlier';
}

/** The counts that may be told: each a group, and so is what is left when they are taken away. */
function publishable(
  counts: ReadonlyMap<Drift, number>,
  total: number,
  size: number,
): readonly (readonly [Drift, number])[] {
  const told = [...counts]
    .filter(([, count]) => count >= size)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = told.reduce((left, [, count]) => left - count, total);
  return rest > 0 && rest < size ? told.slice(0, -1) : told;
}
