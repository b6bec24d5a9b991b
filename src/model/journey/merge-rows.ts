import type { Id } from '../value/ids.js';
import type { Conflict } from './merge-conflicts.js';
import type { PlannedStep } from './planned-step.js';
import type { PlannedPath } from './path.js';
import type { Template, TemplateStep } from '../template/template.js';
import { type StepField, changedFields, reorderedBetween } from '../template/template-version.js';

/** One step in the preview of a merge: as the old version had it, as the new one has it, as it will be here. */
export interface MergeRow {
  readonly step: Id;
  readonly old: TemplateStep | undefined;
  readonly new: TemplateStep | undefined;
  readonly yours: PlannedStep | undefined;
  /** What the author did; `own`: neither version has it, the coach brought it. */
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'own';
  readonly fields: readonly StepField[];
  /** The author put it elsewhere within its week. */
  readonly reordered: boolean;
  readonly conflicts: readonly Conflict[];
}

/** Every step of either version and of the new path, by week. */
export function rowsOf(
  from: Template,
  to: Template,
  plan: PlannedPath,
  conflicts: readonly Conflict[],
): readonly MergeRow[] {
  const before = new Map(from.steps.map((step) => [step.id, step]));
  const after = new Map(to.steps.map((step) => [step.id, step]));
  const here = new Map(plan.steps.map((step) => [step.id, step]));
  const reordered = reorderedBetween(from, to);
  const gone = from.steps.filter(({ id }) => !here.has(id));
  return [...plan.steps.map(({ id, step }) => ({ id, week: step.week })), ...gone]
    .toSorted((a, b) => a.week - b.week)
    .map(({ id: step }) => {
      const [old, next] = [before.get(step), after.get(step)];
      const fields = old && next ? changedFields(old, next) : [];
      return {
        step,
        old,
        new: next,
        yours: here.get(step),
        fields,
        reordered: reordered.has(step),
        change:
          old && next
            ? fields.length > 0 || reordered.has(step)
              ? 'changed'
              : 'same'
            : old
              ? 'removed'
              : next
                ? 'added'
                : 'own',
        conflicts: conflicts.filter((conflict) => conflict.step === step),
      };
    });
}
