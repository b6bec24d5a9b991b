import type { Id } from '../value/ids.js';
import type { TemplateStep, TemplateVariant } from '../template/template.js';
import type { PlainDate } from '../value/time.js';

/** A step of one person's path. */
export interface PlannedStep {
  readonly id: Id;
  /** The step as this person has it: its words, week and minutes after every adaptation. */
  readonly step: TemplateStep;
  readonly origin: 'template' | 'replacement' | 'addition';
  /** A step that is off the path stays in the plan, since something may be written in it. */
  readonly state: 'planned' | 'skipped' | 'replaced';
  /** The first day of its week. */
  readonly plannedFor: PlainDate;
  readonly variant: TemplateVariant | undefined;
  /** The adaptations that made it what it is, oldest first. */
  readonly adaptations: readonly Id[];
}

/**
 * What came of an adaptation. `overridden`: a later one of the same kind decides. `off-path`: its
 * step is skipped or replaced. `no-change`: the step is so anyway. `id-taken`: the step that it
 * brings has the id of another.
 */
export type Outcome =
  | 'applied'
  | 'no-change'
  | 'overridden'
  | 'off-path'
  | 'unknown-target'
  | 'unknown-variant'
  | 'id-taken';
