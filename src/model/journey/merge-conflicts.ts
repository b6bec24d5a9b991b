import type { Adaptation } from './adaptation.js';
import type { Id } from '../value/ids.js';
import { type Json, isSameJson } from '../value/json.js';
import type { PlannedPath } from './path.js';
import { broughtIdOf } from './step-content.js';
import type { Template, TemplateStep } from '../template/template.js';
import { type StepField, changedFields } from '../template/template-version.js';

/**
 * Where an adaptation and the new version both want something of one step. `step-changed`: it is
 * skipped or replaced, and now says something else. `words-changed`: words that were softened.
 * `after-end`: it puts a step in a week that the old version had, and the shorter new one has not.
 */
export type ConflictKind =
  | 'step-removed'
  | 'step-changed'
  | 'week-changed'
  | 'words-changed'
  | 'variant-changed'
  | 'variant-removed'
  | 'after-end';

/** `yours`: the person keeps what they have today. `new`: the adaptation is taken away. */
export type Choice = 'yours' | 'new';

export interface Conflict {
  readonly adaptation: Id;
  readonly step: Id;
  readonly kind: ConflictKind;
  /** What differs between the two versions and is touched by the adaptation. */
  readonly fields: readonly StepField[];
  readonly choice: Choice;
}

type Touch = Pick<Conflict, 'kind' | 'fields'>;

/** The conflicts of every adaptation that is in force, in the order of the adaptations. Nothing is chosen but `yours`. */
export function conflictsBetween(
  from: Template,
  to: Template,
  adaptations: readonly Adaptation[],
  { outcomes }: PlannedPath,
): readonly Conflict[] {
  const before = new Map(from.steps.map((step) => [step.id, step]));
  const after = new Map(to.steps.map((step) => [step.id, step]));
  return adaptations.flatMap((adaptation): readonly Conflict[] => {
    const { id, target } = adaptation;
    const was = before.get(target);
    const isInForce = outcomes.get(id) === 'applied' || outcomes.get(id) === 'no-change';
    const touch = isInForce
      ? (endTouch(adaptation, from, to) ?? (was && touchOf(adaptation, was, after.get(target))))
      : undefined;
    return touch
      ? [
          {
            ...touch,
            adaptation: id,
            step: adaptation.op === 'add' ? broughtIdOf(adaptation) : target,
            choice: 'yours',
          },
        ]
      : [];
  });
}

/** A week that the journey no longer has is asked about, whatever the step says now. */
const endTouch = ({ week = 0 }: Adaptation, from: Template, to: Template): Touch | undefined =>
  week > to.duration.weeks && week <= from.duration.weeks ? { kind: 'after-end', fields: ['week'] } : undefined;

/** A new step does not touch the one it follows; what is skipped and goes is gone as wished. */
function touchOf(adaptation: Adaptation, was: TemplateStep, now: TemplateStep | undefined): Touch | undefined {
  const { op } = adaptation;
  if (op === 'add' || (op === 'skip' && !now)) return undefined;
  if (!now) return { kind: 'step-removed', fields: [] };
  switch (op) {
    case 'move':
      return was.week === now.week || now.week === adaptation.week
        ? undefined
        : { kind: 'week-changed', fields: ['week'] };
    case 'use':
      return variantTouch(adaptation, was, now);
    case 'soften':
      return touchIn(
        'words-changed',
        changedFields(was, now).filter((field) => isSoftened(adaptation, field, was, now)),
      );
    default:
      return touchIn(
        'step-changed',
        changedFields(was, now).filter((field) => field !== 'week' && field !== 'phase'),
      );
  }
}

const touchIn = (kind: ConflictKind, fields: readonly StepField[]): Touch | undefined =>
  fields.length > 0 ? { kind, fields } : undefined;

function variantTouch({ variant, content }: Adaptation, was: TemplateStep, now: TemplateStep): Touch | undefined {
  if (content?.instructions !== undefined) return undefined;
  const [old, next] = [was, now].map((step) => step.adaptations.find(({ id }) => id === variant));
  if (isSameJson(old as Json | undefined, next as Json | undefined)) return undefined;
  return { kind: next ? 'variant-changed' : 'variant-removed', fields: ['adaptations'] };
}

function isSoftened({ content = {} }: Adaptation, field: StepField, was: TemplateStep, now: TemplateStep): boolean {
  if (field === 'optional') return true;
  if (field !== 'prompts') return field in content && content[field as keyof typeof content] !== undefined;
  const textOf = (step: TemplateStep, prompt: Id) => step.prompts.find(({ id }) => id === prompt) as Json | undefined;
  return (content.prompts ?? []).some(({ id }) => !isSameJson(textOf(was, id), textOf(now, id)));
}
