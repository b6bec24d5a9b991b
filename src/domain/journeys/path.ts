import type { Id } from '../../model/value/ids.js';
import { type Journey, type StepRun, isStepOverdue, weekOfDay } from '../../model/journey/journey.js';
import { dateIn } from '../../model/value/time.js';
import type { Template, TemplateStep } from '../../model/template/template.js';
import type { PathView, StepView } from '../../api/views.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, oneOf } from '../support/typed.js';

/** A step with how far it has come: what the path and the opened step are drawn from. */
export interface RunningStep {
  readonly step: TemplateStep;
  readonly run: StepRun;
}

/** The journey's own record; companions have none. */
export const journeyOf = ({ records }: JourneyContext): Read<'journey'> | undefined =>
  oneOf(records, 'journey', records.journey);

/** The steps that this reader may know of, in the order they are planned. */
export function runningSteps(known: readonly StepRun[], template: Template): readonly RunningStep[] {
  const runs = new Map(known.map((run) => [run.step, run]));
  return template.steps
    .flatMap((step) => {
      const run = runs.get(step.id);
      return run && run.state !== 'replaced' ? [{ step, run }] : [];
    })
    .toSorted((a, b) => (a.run.plannedFor < b.run.plannedFor ? -1 : a.run.plannedFor > b.run.plannedFor ? 1 : 0));
}

/** The path with its phases; a phase in which this reader knows no step is left out. */
export function pathOf(known: readonly StepRun[], journey: Journey, template: Template, now: number): PathView {
  const running = runningSteps(known, template);
  const next = nextOf(running);
  const steps = running.map(({ step, run }) => stepViewOf(step, run, journey, next, now));
  const counted = steps.filter(({ state }) => state !== 'skipped');
  return {
    phases: template.phases
      .map(({ id, title, intent, fromWeek, toWeek }) => ({
        id,
        title,
        intent,
        fromWeek,
        toWeek,
        steps: steps.filter((_, index) => running[index]?.step.phase === id),
      }))
      .filter((phase) => phase.steps.length > 0),
    stepsDone: counted.filter(({ state }) => state === 'done').length,
    stepsTotal: counted.length,
    next: steps.find(({ isNext }) => isNext),
  };
}

/** What is under way comes first, then what is open, then the first that lies ahead. */
export function nextOf(running: readonly RunningStep[]): Id | undefined {
  const first = (state: RunningStep['run']['state']): RunningStep | undefined =>
    running.find(({ run }) => run.state === state);
  return (first('underway') ?? first('open') ?? first('ahead'))?.step.id;
}

export function stepViewOf(
  step: TemplateStep,
  run: StepRun,
  journey: Journey,
  next: Id | undefined,
  now: number,
): StepView {
  return {
    id: step.id,
    title: step.title,
    kind: step.kind,
    week: weekOfDay(journey, run.plannedFor),
    plannedFor: run.plannedFor,
    minutes: step.minutes,
    state: run.state,
    isNext: step.id === next,
    isLate: isStepOverdue(run, dateIn(journey.timeZone, now)),
  };
}
