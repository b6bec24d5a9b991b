import { type Adaptation, type StepContent, inBothLanguages } from './adaptation.js';
import type { Id } from '../value/ids.js';
import type { Template, TemplatePrompt, TemplateStep } from '../template/template.js';

/** The id of the step that an `add` or a `replace` brings. */
export const broughtIdOf = ({ op, id, content }: Adaptation): Id => (op === 'add' ? (content?.id ?? id) : id);

/** What an added step is when its coach does not say: small, and between the two of them. */
export const added = (anchor: TemplateStep): TemplateStep => ({
  ...anchor,
  kind: 'practise',
  owner: 'coachee',
  minutes: 15,
  audience: 'pair',
  goals: [],
  optional: false,
});

/** The phase in which a step of that week stands: its own as long as the week is in it, else the last that has begun by then. */
export function phaseIn(phases: Template['phases'], week: number, own: Id): Id {
  const current = phases.find(({ id }) => id === own);
  if (current && week >= current.fromWeek && week <= current.toWeek) return own;
  return (phases.findLast(({ fromWeek }) => fromWeek <= week) ?? phases[0])?.id ?? own;
}

/** The step that an `add` or a `replace` brings; what it leaves unsaid is as in `like`. */
export function stepFrom(adaptation: Adaptation, like: TemplateStep, phases: Template['phases']): TemplateStep {
  const { week, reason, content = {} } = adaptation;
  const title = inBothLanguages(content.title ?? reason);
  const { ask: _ask, ifThen: _ifThen, ...rest } = like;
  const blank: TemplateStep = {
    ...rest,
    id: broughtIdOf(adaptation),
    week: week ?? like.week,
    title,
    why: inBothLanguages(reason),
    instructions: title,
    doneWhen: title,
    coachGuide: inBothLanguages(reason),
    prompts: [],
    adaptations: [],
  };
  const { phase = like.phase, ...said } = content;
  return withContent({ ...blank, phase: phaseIn(phases, blank.week, phase) }, said);
}

/** A step said more gently. It may be left out, unless the coach says otherwise. */
export const soften = (step: TemplateStep, { content = {} }: Adaptation): TemplateStep => ({
  ...withContent(step, content),
  id: step.id,
  phase: step.phase,
  optional: content.optional ?? true,
});

function withContent(
  step: TemplateStep,
  { id: _, title, why, instructions, doneWhen, coachGuide, prompts, ...rest }: StepContent,
): TemplateStep {
  const said = { title, why, instructions, doneWhen, coachGuide };
  const words = Object.entries(said).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, inBothLanguages(text)]],
  );
  const other = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...step, ...Object.fromEntries([...words, ...other]), prompts: withPrompts(step.prompts, prompts ?? []) };
}

/** A prompt with the id of one that exists takes its place. None goes away, for it may be answered. */
function withPrompts(prompts: readonly TemplatePrompt[], said: NonNullable<StepContent['prompts']>): TemplatePrompt[] {
  const all = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  for (const { id, role, text } of said) all.set(id, { id, role, text: inBothLanguages(text) });
  return [...all.values()];
}
