import type { Issue } from '../../errors.js';
import type { Id } from '../value/ids.js';
import { remedyOf } from '../value/remedies.js';
import { goalsIn, rolesIn } from './nudge-condition.js';
import type { Template, TemplateStep } from './template.js';
import { compareVersions } from './template-version.js';
import { isStorableText } from '../value/text.js';

/** Roles that are somebody by name. A peer or a companion may be anybody who comes. */
const named: readonly string[] = ['coach', 'mentor', 'tutor', 'sponsor'];

/** Every fault of a well-formed template that JSON Schema has no words for. */
export const referenceIssues = (template: Template): readonly Issue[] => [
  ...ids(template),
  ...weeks(template),
  ...template.steps.flatMap((step, index) => [...stepIssues(template, step, `steps.${index}`)]),
  ...highlights(template),
  ...rolesSpokenTo(template),
  ...nudgeGoals(template),
  ...changelog(template),
  ...brokenTexts(template, ''),
];

const issue = (path: string, message: string): Issue => ({ path, message });

type Placed = readonly [value: string | number, path: string];

function* repeated(list: readonly Placed[]): Iterable<Issue> {
  const seen = new Set<string | number>();
  for (const [value, path] of list) {
    if (seen.has(value)) yield issue(path, `Choose another: "${value}" is there already.`);
    seen.add(value);
  }
}

const idsAt = (list: readonly { readonly id: Id }[], path: string): readonly Placed[] =>
  list.map(({ id }, index) => [id, `${path}.${index}.id`]);
const idsOf = (list: readonly { readonly id: Id }[]): readonly Id[] => list.map(({ id }) => id);

function* ids({ relations, steps, highlights: events, ...template }: Template): Iterable<Issue> {
  for (const name of ['companions', 'goals', 'phases', 'nudges', 'measures'] as const)
    yield* repeated(idsAt(template[name], name));
  yield* repeated(idsAt(events, 'highlights'));
  yield* repeated(relations.map(({ role }, index) => [role, `relations.${index}.role`]));
  // A step and an activity share the names of what a journey runs.
  yield* repeated([
    ...idsAt(steps, 'steps'),
    ...events.flatMap(({ prepare, harvest }, at) => [
      ...idsAt(prepare, `highlights.${at}.prepare`),
      ...idsAt(harvest, `highlights.${at}.harvest`),
    ]),
  ]);
}

function* weeks({ duration, phases, highlights: events, measures }: Template): Iterable<Issue> {
  const late = (week: number, path: string) =>
    week > duration.weeks ? [issue(path, `Choose a week up to ${duration.weeks}, or lengthen "duration.weeks".`)] : [];
  let free = 1;
  for (const [index, { fromWeek, toWeek }] of phases.entries()) {
    if (fromWeek < free)
      yield issue(`phases.${index}.fromWeek`, `Begin in week ${free} or later: phases follow one another.`);
    if (toWeek < fromWeek)
      yield issue(`phases.${index}.toWeek`, `End in week ${fromWeek} or later, where the phase begins.`);
    yield* late(toWeek, `phases.${index}.toWeek`);
    free = Math.max(free, toWeek + 1);
  }
  for (const [index, { typicalWeek }] of events.entries()) yield* late(typicalWeek, `highlights.${index}.typicalWeek`);
  for (const [index, measure] of measures.entries()) {
    yield* repeated(measure.weeks.map((week, at) => [week, `measures.${index}.weeks.${at}`]));
    yield* measure.weeks.flatMap((week, at) => late(week, `measures.${index}.weeks.${at}`));
  }
}

function* stepIssues(template: Template, step: TemplateStep, path: string): Iterable<Issue> {
  const phase = template.phases.find(({ id }) => id === step.phase);
  if (!phase) {
    yield issue(`${path}.phase`, `Use a phase of this template: ${idsOf(template.phases).join(', ')}.`);
  } else if (step.week < phase.fromWeek || step.week > phase.toWeek) {
    yield issue(
      `${path}.week`,
      `Use week ${phase.fromWeek} to ${phase.toWeek}, those of phase "${phase.id}", or another phase.`,
    );
  }
  const goals = step.goals ?? [];
  for (const [index, goal] of goals.entries()) {
    if (!template.goals.some(({ id }) => id === goal)) {
      yield issue(`${path}.goals.${index}`, `Use a goal of this template: ${idsOf(template.goals).join(', ')}.`);
    }
  }
  yield* repeated(goals.map((goal, index) => [goal, `${path}.goals.${index}`]));
  yield* repeated(idsAt(step.prompts, `${path}.prompts`));
  yield* repeated(idsAt(step.adaptations, `${path}.adaptations`));
}

function* highlights(template: Template): Iterable<Issue> {
  for (const [at, { prepare, harvest }] of template.highlights.entries()) {
    for (const [index, { dayOffset = 0 }] of prepare.entries()) {
      if (dayOffset > 0)
        yield issue(`highlights.${at}.prepare.${index}.dayOffset`, 'Prepare before the event: use 0 or less.');
    }
    for (const [index, { dayOffset = 0 }] of harvest.entries()) {
      if (dayOffset < 0)
        yield issue(`highlights.${at}.harvest.${index}.dayOffset`, 'Harvest after the event: use 0 or more.');
    }
  }
}

function* rolesSpokenTo({ relations, steps, highlights: events, nudges }: Template): Iterable<Issue> {
  const known = new Set<string>(relations.map(({ role }) => role));
  const asked = (ask: { readonly to: readonly string[] } | undefined, path: string) =>
    (ask?.to ?? []).map((role, index) => [role, `${path}.ask.to.${index}`] as const);
  const spoken = [
    ...steps.flatMap((step, at) => [
      [step.owner, `steps.${at}.owner`] as const,
      ...step.prompts.map(({ role }, index) => [role, `steps.${at}.prompts.${index}.role`] as const),
      ...asked(step.ask, `steps.${at}`),
    ]),
    ...events.flatMap((event, at) =>
      (['prepare', 'harvest'] as const).flatMap((part) =>
        event[part].flatMap(({ ask }, index) => asked(ask, `highlights.${at}.${part}.${index}`)),
      ),
    ),
    ...nudges.flatMap(({ to, rule }, at) => [
      [to, `nudges.${at}.to`] as const,
      ...rolesIn(rule).map((role) => [role, `nudges.${at}.rule`] as const),
    ]),
  ];
  for (const [role, path] of spoken) {
    if (named.includes(role) && !known.has(role))
      yield issue(path, `Add a relation for the ${role}, or speak to somebody else.`);
  }
}

function* nudgeGoals({ nudges, goals }: Template): Iterable<Issue> {
  for (const [at, { rule }] of nudges.entries()) {
    for (const goal of goalsIn(rule)) {
      if (!goals.some(({ id }) => id === goal))
        yield issue(`nudges.${at}.rule`, `Use a goal of this template: ${idsOf(goals).join(', ')}.`);
    }
  }
}

function* changelog({ version, changelog: entries }: Template): Iterable<Issue> {
  if (!entries.some((entry) => entry.version === version)) {
    yield issue('changelog', `Add an entry for version ${version}: what changed, and why.`);
  }
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before && compareVersions(before.version, entry.version) >= 0) {
      yield issue(
        `changelog.${index}.version`,
        `Put the oldest first: ${entry.version} does not follow ${before.version}.`,
      );
    }
    if (compareVersions(entry.version, version) > 0) {
      yield issue(
        `changelog.${index}.version`,
        `Raise "version", or remove the entry: ${entry.version} is newer than ${version}.`,
      );
    }
  }
}

/** A database cannot hold them, and a reader would see a black square. */
function brokenTexts(value: unknown, path: string): readonly Issue[] {
  if (typeof value === 'string') {
    return isStorableText(value) ? [] : [issue(path, remedyOf('broken'))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => brokenTexts(inner, path === '' ? key : `${path}.${key}`));
}
