import type { Audience } from '../../model/access/audience.js';
import type { Id } from '../../model/value/ids.js';
import { actorOf, isMemberAllowed } from '../../model/access/member-permissions.js';
import type { Template, TemplateStep } from '../../model/template/template.js';
import type { PromptView, StepDetail } from '../../api/views.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf } from '../support/typed.js';
import { byAge, marksOf, wordsOf } from '../support/words.js';
import { nextOf, runningSteps, stepViewOf } from './path.js';

/** A step opened in place, for this reader; undefined when it is not theirs to know. */
export function stepDetailOf(
  context: JourneyContext,
  journey: Read<'journey'>,
  template: Template,
  id: Id,
  now: number,
): StepDetail | undefined {
  const running = runningSteps(listOf(context.records, 'stepRun'), template);
  const found = running.find(({ step }) => step.id === id);
  if (!found) return undefined;
  const { step, run } = found;
  const { me } = context;
  const may = (object: 'journey' | 'answer'): boolean =>
    isMemberAllowed({ actor: actorOf(me), object, action: 'write', state: me.state, inAudience: true, isOwn: true });
  return {
    step: stepViewOf(step, run, journey, nextOf(running), now),
    why: step.why,
    instructions: step.instructions,
    doneWhen: step.doneWhen,
    coachGuide: me.role === 'coach' ? step.coachGuide : undefined,
    variant: variantOf(context, step),
    prompts: step.prompts.map((prompt) => promptOf(context, step, prompt)),
    proposedAudience: proposedAudience(context, step),
    canMove: may('journey'),
    canAnswer: may('answer'),
  };
}

function promptOf(
  context: JourneyContext,
  step: TemplateStep,
  { id, role, text }: TemplateStep['prompts'][number],
): PromptView {
  const marks = marksOf(context);
  return {
    id,
    text,
    isForMe: role === context.me.role || role === 'anyone',
    answers: listOf(context.records, 'answer')
      .filter((answer) => answer.step === step.id && answer.prompt === id)
      .map((answer) => wordsOf(answer, context, marks))
      .toSorted(byAge),
  };
}

/** The prepared variant that the coach chose last for this person. */
function variantOf({ records }: JourneyContext, step: TemplateStep): StepDetail['variant'] {
  const chosen = listOf(records, 'adaptation').findLast(
    ({ op, target }) => op === 'use' && target === step.id,
  )?.variant;
  return step.adaptations.find(({ id }) => id === chosen)?.change;
}

/** What the template proposes, with the names of this journey. */
function proposedAudience({ members }: JourneyContext, { audience }: TemplateStep): Audience {
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
