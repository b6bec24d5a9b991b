import { type Adaptation, inBothLanguages } from './adaptation.js';
import type { Id } from '../value/ids.js';
import type { Outcome, PlannedStep } from './planned-step.js';
import { added, broughtIdOf, phaseIn, soften, stepFrom } from './step-content.js';
import type { Template, TemplateStep, TemplateVariant } from '../template/template.js';

/** A step before its own adaptations. `off`: it is a replacement that does not stand any more. */
export interface StepToAdapt {
  readonly step: TemplateStep;
  readonly origin: PlannedStep['origin'];
  readonly off: 'skipped' | 'replaced' | undefined;
}

/** What all steps of one plan share while it is made. */
interface Making {
  readonly taken: Set<Id>;
  readonly phases: Template['phases'];
  readonly outcomes: Map<Id, Outcome>;
}

/** A step after the adaptations that aim at it, oldest first, and the steps that these bring. */
export function adaptStep(
  { step: asGiven, origin, off }: StepToAdapt,
  aimed: readonly Adaptation[],
  { taken, phases, outcomes }: Making,
): { readonly planned: Omit<PlannedStep, 'plannedFor'>; readonly following: readonly StepToAdapt[] } {
  const own = aimed.filter((adaptation) => hasFreeId(adaptation, taken));
  for (const adaptation of aimed) outcomes.set(adaptation.id, 'id-taken');
  const moved = own.findLast(({ op }) => op === 'move');
  const used = own.findLast(({ op }) => op === 'use');
  const decided = own.findLast(({ op }) => op === 'skip' || op === 'replace');
  const away = off ?? (decided && (decided.op === 'skip' ? 'skipped' : 'replaced'));
  const variant = used && variantOf(asGiven, used);
  const step = own
    .filter(({ op }) => op === 'soften')
    .reduce<TemplateStep>(
      soften,
      moved?.week === undefined
        ? asGiven
        : { ...asGiven, week: moved.week, phase: phaseIn(phases, moved.week, asGiven.phase) },
    );

  const outcomeOf = (adaptation: Adaptation): Outcome => {
    if (adaptation.op === 'add') return 'applied';
    if (off || (away && adaptation.op !== 'skip' && adaptation.op !== 'replace')) return 'off-path';
    if (adaptation.op === 'soften' || adaptation === decided) return 'applied';
    if (adaptation === moved) return step.week === asGiven.week ? 'no-change' : 'applied';
    if (adaptation === used) return variant ? 'applied' : 'unknown-variant';
    return 'overridden';
  };
  for (const adaptation of own) outcomes.set(adaptation.id, outcomeOf(adaptation));

  return {
    planned: {
      id: step.id,
      step,
      origin,
      variant,
      state: away ?? 'planned',
      adaptations: own.filter(({ id, op }) => op !== 'add' && outcomes.get(id) === 'applied').map(({ id }) => id),
    },
    following: own.flatMap((adaptation): readonly StepToAdapt[] => {
      if (adaptation.op === 'add')
        return [{ step: stepFrom(adaptation, added(step), phases), origin: 'addition', off: undefined }];
      if (adaptation.op !== 'replace') return [];
      return [
        { step: stepFrom(adaptation, step, phases), origin: 'replacement', off: adaptation === decided ? off : away },
      ];
    }),
  };
}

/** Whether the step that it brings, if it brings one, has an id of its own, which is taken from then on. */
function hasFreeId(adaptation: Adaptation, taken: Set<Id>): boolean {
  if (adaptation.op !== 'add' && adaptation.op !== 'replace') return true;
  const brought = broughtIdOf(adaptation);
  if (taken.has(brought)) return false;
  taken.add(brought);
  return true;
}

function variantOf(step: TemplateStep, { variant, content, reason }: Adaptation): TemplateVariant | undefined {
  if (variant === undefined || content?.instructions === undefined)
    return step.adaptations.find(({ id }) => id === variant);
  return { id: variant, when: inBothLanguages(reason), change: inBothLanguages(content.instructions) };
}
