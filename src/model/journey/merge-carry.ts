import type { Adaptation } from './adaptation.js';
import type { Answer } from '../conversation/answer.js';
import type { Id } from '../value/ids.js';
import type { Conflict } from './merge-conflicts.js';
import type { PlannedStep } from './planned-step.js';
import { type PlannedPath, stepIn } from './path.js';
import type { Template, TemplatePrompt } from '../template/template.js';
import { type Instant, instantOf, msOf } from '../value/time.js';

/** Who makes adaptations, when and why. */
export interface Signature {
  readonly by: Id;
  readonly at: Instant;
  readonly reason: Adaptation['reason'];
  readonly createId: () => Id;
}

export type Sign = (fields: Pick<Adaptation, 'op' | 'target' | 'week' | 'variant' | 'content'>) => Adaptation;

/** Signs adaptations as the newest of the journey, even when a clock was ahead. */
export function signing({ by, at, reason, createId }: Signature, before: readonly Adaptation[]): Sign {
  const latest = before.reduce((ms, adaptation) => Math.max(ms, msOf(adaptation.at) + 1), msOf(at));
  return (fields) => ({ ...fields, id: createId(), by, at: instantOf(latest), reason });
}

/** Variants in the words that the person has, where the new path says them otherwise or no more. */
export const keptVariants = (
  conflicts: readonly Conflict[],
  old: PlannedPath,
  plan: PlannedPath,
  sign: Sign,
): readonly Adaptation[] =>
  conflicts.flatMap(({ adaptation, kind, step }) => {
    const isOther = kind === 'variant-changed' || plan.outcomes.get(adaptation) === 'unknown-variant';
    const variant = isOther ? stepIn(old, step)?.variant : undefined;
    return variant
      ? [sign({ op: 'use', target: step, variant: variant.id, content: { instructions: variant.change } })]
      : [];
  });

/** A step that the new version lost, as one that the coach adds after the last of those before it that stay. */
export function carriedStep(
  planned: PlannedStep,
  from: Template,
  to: Template,
  old: PlannedPath,
  sign: Sign,
): Adaptation {
  const stay = new Set(to.steps.map(({ id }) => id));
  const goals = new Set(to.goals.map(({ id }) => id));
  let target = planned.id;
  for (const { id } of to.steps.slice(0, 1)) target = id;
  for (const { id } of old.steps.slice(0, old.steps.indexOf(planned))) if (stay.has(id)) target = id;
  // Its own adaptations are there still and will be made again; questions stay as they were asked.
  const { week, ...content } = from.steps.find(({ id }) => id === planned.id) ?? planned.step;
  const { prompts } = planned.step;
  return sign({
    op: 'add',
    target,
    week,
    content: { ...content, prompts, goals: (content.goals ?? []).filter((goal) => goals.has(goal)) },
  });
}

/** Steps that were off the path and that nothing keeps off it any more. */
export const skippedAgain = (carried: readonly PlannedStep[], plan: PlannedPath, sign: Sign): readonly Adaptation[] =>
  carried
    .filter(({ id, state }) => state !== 'planned' && stepIn(plan, id)?.state === 'planned')
    .map(({ id }) => sign({ op: 'skip', target: id }));

/** Questions that were answered and that their step asks no more. */
export function keptQuestions(
  answers: readonly Pick<Answer, 'step' | 'prompt'>[],
  old: PlannedPath,
  plan: PlannedPath,
  sign: Sign,
): readonly Adaptation[] {
  const asked = new Map<Id, Map<Id, TemplatePrompt>>();
  for (const { step, prompt } of answers) {
    const question = stepIn(old, step)?.step.prompts.find(({ id }) => id === prompt);
    const isAsked = stepIn(plan, step)?.step.prompts.some(({ id }) => id === prompt);
    if (question && !isAsked) asked.set(step, (asked.get(step) ?? new Map<Id, TemplatePrompt>()).set(prompt, question));
  }
  return [...asked].map(([step, questions]) => {
    const optional = stepIn(plan, step)?.step.optional ?? false;
    return sign({ op: 'soften', target: step, content: { optional, prompts: [...questions.values()] } });
  });
}
