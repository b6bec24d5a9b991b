import type { Audience } from '../../src/model/access/audience.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Template } from '../../src/model/template/template.js';
import type { Body } from '../../src/model/conversation/words.js';
import type { CalendarShift } from '../calendar-shift.js';
import { DemoError } from '../demo-error.js';
import type { Scenario, ScenarioPerson, ScenarioWords } from '../scenario.js';

/** What every part of the seed reads. */
export interface SeedContext {
  readonly scenario: Scenario;
  readonly template: Template;
  readonly shift: CalendarShift;
  readonly journey: Id;
  readonly coachee: Id;
  readonly coach: Id;
  /** Those on the rope, in the order of the scenario. */
  readonly circle: readonly ScenarioPerson[];
  /** The place of a person on this rope. */
  readonly membershipOf: (person: Id) => Id;
}

export function createSeedContext(
  scenario: Scenario,
  templates: readonly Template[],
  shift: CalendarShift,
  idOf = membershipOf,
): SeedContext {
  const { id, template: wanted, templateVersion, coachee } = scenario.journey;
  const template = templates.find((candidate) => candidate.id === wanted && candidate.version === templateVersion);
  if (!template)
    throw new DemoError(`The demonstration needs the template ${wanted} ${templateVersion}, and no file holds it.`);
  const coach = scenario.people.find((person) => person.role === 'coach');
  if (!coach) throw new DemoError('The demonstration needs a coach.');
  return {
    scenario,
    template,
    shift,
    coachee,
    journey: id,
    coach: coach.id,
    circle: scenario.people.filter((person) => person.role !== 'programme-lead'),
    membershipOf: idOf,
  };
}

/** As the demonstration calls it. */
export const membershipOf = (person: Id): Id => `${person}-on-the-rope`;

/** The scenario says the kind of audience; here is who that is in this journey. */
export function audienceOfKind({ coach, membershipOf: idOf }: SeedContext, kind: ScenarioWords['audience']): Audience {
  if (kind === 'pair') return { kind, relation: idOf(coach) };
  if (kind === 'guides' || kind === 'circle') return { kind };
  throw new DemoError(`The scenario has words for the audience "${kind}", which the seed does not make.`);
}

/** Words in their author's own language. */
export function bodyOf(
  { scenario }: SeedContext,
  { by, text, form }: Pick<ScenarioWords, 'by' | 'text' | 'form'>,
): Body {
  const lang = scenario.people.find((person) => person.id === by)?.locale ?? 'en';
  return {
    text: text[lang],
    lang,
    ...(form && {
      form: { moment: form.moment[lang], saw: form.saw[lang], effect: form.effect[lang], next: form.next[lang] },
    }),
  };
}
