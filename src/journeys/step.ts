import type { Audience } from '../model/audience.js';
import type { Id } from '../model/ids.js';
import { actorOf, isAllowed } from '../model/permissions.js';
import type { Template, TemplateStep } from '../model/template.js';
import type { PromptView, StepDetail } from '../views.js';
import type { Rope } from '../records/members.js';
import { type Read, listOf } from '../records/typed.js';
import { byAge, marksOf, wordsOf } from '../records/words.js';
import { nextOf, runningSteps, stepViewOf } from './path.js';

/** A step opened in place, for this reader; undefined when it is not theirs to know. */
export function stepDetailOf(
  rope: Rope,
  journey: Read<'journey'>,
  template: Template,
  id: Id,
  now: number,
): StepDetail | undefined {
  const running = runningSteps(listOf(rope.records, 'stepRun'), template);
  const found = running.find(({ step }) => step.id === id);
  if (!found) return undefined;
  const { step, run } = found;
  const { me } = rope;
  const may = (object: 'journey' | 'answer'): boolean =>
    isAllowed({ actor: actorOf(me), object, action: 'write', state: me.state, inAudience: true, isOwn: true });
  return {
    step: stepViewOf(step, run, journey, nextOf(running), now),
    why: step.why,
    instructions: step.instructions,
    doneWhen: step.doneWhen,
    coachGuide: me.role === 'coach' ? step.coachGuide : undefined,
    variant: variantOf(rope, step),
    prompts: step.prompts.map((prompt) => promptOf(rope, step, prompt)),
    proposedAudience: proposedAudience(rope, step),
    canMove: may('journey'),
    canAnswer: may('answer'),
  };
}

function promptOf(rope: Rope, step: TemplateStep, { id, role, text }: TemplateStep['prompts'][number]): PromptView {
  const marks = marksOf(rope);
  return {
    id,
    text,
    isForMe: role === rope.me.role || role === 'anyone',
    answers: listOf(rope.records, 'answer')
      .filter((answer) => answer.step === step.id && answer.prompt === id)
      .map((answer) => wordsOf(answer, rope, marks))
      .toSorted(byAge),
  };
}

/** The prepared variant that the coach chose last for this person. */
function variantOf({ records }: Rope, step: TemplateStep): StepDetail['variant'] {
  const chosen = listOf(records, 'adaptation').findLast(
    ({ op, target }) => op === 'use' && target === step.id,
  )?.variant;
  return step.adaptations.find(({ id }) => id === chosen)?.change;
}

/** What the template proposes, with the names of this rope. */
function proposedAudience({ members }: Rope, { audience }: TemplateStep): Audience {
  const coach = members.find(({ role, state }) => role === 'coach' && state === 'active');
  switch (audience) {
    case 'self':
    case 'guides':
    case 'circle':
      return { kind: audience };
    case 'pair':
      return coach ? { kind: 'pair', relation: coach.id } : { kind: 'guides' };
    case 'chosen':
      return coach ? { kind: 'chosen', members: [coach.id] } : { kind: 'guides' };
    case 'cohort':
      return { kind: 'guides' };
  }
}
