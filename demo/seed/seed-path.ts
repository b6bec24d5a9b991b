import { stepRunIdOf } from '../../src/model/journey/journey.js';
import type { StepRunState } from '../../src/model/journey/journey.js';
import { pathSpaceOf, spaceOf } from '../../src/model/access/space.js';
import type { TemplateStep } from '../../src/model/template/template.js';
import { addDays } from '../../src/model/value/time.js';
import { type SeedContext, audienceOfKind, bodyOf } from './seed-context.js';
import { type SeedRecord, createSeedRecord } from './seed-record.js';

/** The steps with how far each has come, what the coach changed, and the goals with their ratings, and plans. */
export const seedPath = (context: SeedContext): readonly SeedRecord[] => [
  ...context.template.steps.map((step) => seedStep(context, step)),
  ...seedAdaptations(context),
  ...seedGoals(context),
  ...seedPlans(context),
  ...seedHarvests(context),
];

/** The coachee and the coach plan together; a step for more readers is seen by all guides. */
function stepSpaceOf({ journey }: SeedContext, step: TemplateStep): string {
  return step.audience === 'self' || step.audience === 'pair' ? pathSpaceOf(journey) : `${journey}/guides`;
}

function seedStep(context: SeedContext, step: TemplateStep): SeedRecord {
  const { scenario, shift, journey } = context;
  const { adaptations, startedOn, week: currentWeek } = scenario.journey;
  const week = adaptations.find(({ op, step: target }) => op === 'move' && target === step.id)?.to ?? step.week;
  const monday = addDays(startedOn, (week - 1) * 7);
  const state: StepRunState = week >= currentWeek ? 'ahead' : week === currentWeek - 1 ? 'underway' : 'done';
  return createSeedRecord('stepRun', stepRunIdOf(journey, step.id), stepSpaceOf(context, step), {
    step: step.id,
    state,
    plannedFor: shift.date(addDays(monday, step.kind === 'meet' || step.kind === 'check' ? 1 : 4)),
    ...(state !== 'ahead' && { openedAt: shift.instant(monday, '07:30') }),
    // A step takes its week, and an ask the days that it stays open.
    ...(state === 'done' && { doneAt: shift.instant(addDays(monday, step.ask ? 11 : 4), '15:40') }),
  });
}

const seedAdaptations = (context: SeedContext): readonly SeedRecord[] =>
  context.scenario.journey.adaptations.flatMap(({ id, by, op, step: target, to, adaptation, reason }) => {
    const step = context.template.steps.find((candidate) => candidate.id === target);
    if (!step) return [];
    const { startedOn } = context.scenario.journey;
    return createSeedRecord('adaptation', id, stepSpaceOf(context, step), {
      by,
      at: context.shift.instant(addDays(startedOn, (step.week - 1) * 7), '09:15'),
      op,
      target,
      reason,
      ...(to && { week: to }),
      ...(adaptation && { variant: adaptation }),
    });
  });

function seedGoals({ template, scenario, shift, journey, coachee, coach }: SeedContext): readonly SeedRecord[] {
  const audience = { kind: 'guides' } as const;
  const space = `${journey}/guides`;
  const goals = template.goals.map(({ id, title, levels, importance, difficulty, baseline }) =>
    createSeedRecord('goal', id, space, { title, levels, importance, difficulty, baseline, audience }),
  );
  const ratings = scenario.journey.goalLevels.flatMap(({ goal, week, self, coach: seenByCoach }) => {
    const at = shift.instant(addDays(scenario.journey.startedOn, (week - 1) * 7), '07:20');
    return (
      [
        [coachee, self],
        [coach, seenByCoach],
      ] as const
    ).map(([by, level]) =>
      createSeedRecord('goalRating', `${goal}-week-${week}-${by}`, space, { goal, by, at, level, audience }),
    );
  });
  return [...goals, ...ratings];
}

/** What she decided beforehand for the moments that come back, in her own language. */
function seedPlans({ template, scenario, shift, journey, coachee }: SeedContext): readonly SeedRecord[] {
  const audience = { kind: 'guides' } as const;
  const lang = scenario.people.find(({ id }) => id === coachee)?.locale ?? 'fr';
  return scenario.plans.flatMap(({ id, step, on, tried }) => {
    const plan = template.steps.find((candidate) => candidate.id === step)?.ifThen;
    if (!plan) return [];
    return createSeedRecord('ifThen', id, `${journey}/guides`, {
      by: coachee,
      at: shift.instant(on, '07:50'),
      step,
      if: plan.if[lang],
      then: plan.then[lang],
      audience,
      tried: tried.map(({ day, worked }) => ({ at: shift.instant(day, '10:20'), worked })),
    });
  });
}

/** What was noted after an event. */
const seedHarvests = (context: SeedContext): readonly SeedRecord[] =>
  context.scenario.highlights.flatMap(({ id, template, harvest }) => {
    const { shift, journey } = context;
    const [activity] = context.template.highlights.find((one) => one.id === template)?.harvest ?? [];
    if (!harvest || !activity) return [];
    const audience = audienceOfKind(context, harvest.audience);
    return createSeedRecord('answer', harvest.id, spaceOf(journey, audience, harvest.by), {
      by: harvest.by,
      at: shift.instant(harvest.day, '17:20'),
      audience,
      body: bodyOf(context, harvest),
      step: `${id}_${activity.id}`,
      prompt: 'words',
    });
  });
