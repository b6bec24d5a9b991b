import { type StepToAdapt, adaptStep } from './adapt-step.js';
import type { Adaptation } from './adaptation.js';
import type { Outcome, PlannedStep } from './planned-step.js';
import type { Id } from '../value/ids.js';
import type { Template } from '../template/template.js';
import { type PlainDate, addDays, msOf } from '../value/time.js';

/** A template version and its adaptations, as one ordered path. */
export interface PlannedPath {
  readonly template: Id;
  readonly version: string;
  readonly startedOn: PlainDate;
  /** By week; within a week as the template has them, a new step right after the one it follows. */
  readonly steps: readonly PlannedStep[];
  /** What came of each adaptation, by its id. */
  readonly outcomes: ReadonlyMap<Id, Outcome>;
}

/**
 * The path of one journey. Nothing that is given is changed, and the order in which adaptations
 * are given does not matter: they count by `at`, then by id, which is theirs alone. Of several
 * `move` or `use` for one step the last decides, and so does the last `skip` or `replace`;
 * `soften` and `add` add up. An adaptation whose target is unknown changes nothing.
 *
 * @example
 * ```ts
 * planOf(template, adaptations, '2026-09-07').steps.filter(({ state }) => state === 'planned');
 * ```
 */
export function planOf(template: Template, adaptations: readonly Adaptation[], startedOn: PlainDate): PlannedPath {
  const byTarget = groupByTarget(adaptations);
  const outcomes = new Map<Id, Outcome>(adaptations.map(({ id }) => [id, 'unknown-target']));
  const taken = new Set(template.steps.map(({ id }) => id));
  const { phases } = template;
  const steps: PlannedStep[] = [];
  const waiting: StepToAdapt[] = template.steps
    .map((step) => ({ step, origin: 'template' as const, off: undefined }))
    .toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { planned, following } = adaptStep(next, byTarget.get(next.step.id) ?? [], { taken, phases, outcomes });
    steps.push({ ...planned, plannedFor: addDays(startedOn, 7 * (planned.step.week - 1)) });
    // The last in is the next out, so that a new step comes right after the one it follows.
    for (const step of following.toReversed()) waiting.push(step);
  }
  steps.sort((a, b) => a.step.week - b.step.week);
  return { template: template.id, version: template.version, startedOn, steps, outcomes };
}

/** The step of that id, on the path or off it. */
export const stepIn = (plan: PlannedPath, step: Id): PlannedStep | undefined =>
  plan.steps.find(({ id }) => id === step);

function groupByTarget(adaptations: readonly Adaptation[]): ReadonlyMap<Id, readonly Adaptation[]> {
  const groups = new Map<Id, Adaptation[]>();
  for (const adaptation of adaptations.toSorted(byAge)) {
    const group = groups.get(adaptation.target);
    if (group) group.push(adaptation);
    else groups.set(adaptation.target, [adaptation]);
  }
  return groups;
}

const byAge = (a: Adaptation, b: Adaptation): number => msOf(a.at) - msOf(b.at) || (a.id < b.id ? -1 : 1);
