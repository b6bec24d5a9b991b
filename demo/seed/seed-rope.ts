import { addDays } from '../../src/model/value/time.js';
import type { ScenarioPerson } from '../scenario.js';
import type { SeedContext } from './seed-context.js';
import { type SeedRecord, createSeedRecord } from './seed-record.js';

/** The journey itself, who is on it, and the company events that it meets. */
export function seedRope(context: SeedContext): readonly SeedRecord[] {
  const { scenario, template, shift, journey, coachee, circle } = context;
  const timeZone = circle.find((person) => person.id === coachee)?.timeZone ?? 'UTC';
  const startedOn = shift.date(scenario.journey.startedOn);
  return [
    createSeedRecord('journey', journey, `${journey}/guides`, {
      template: template.id,
      version: template.version,
      coachee,
      state: 'active',
      startedOn,
      timeZone,
    }),
    ...circle.flatMap((person) => seedMember(context, person, startedOn)),
    ...scenario.highlights.map((highlight) =>
      createSeedRecord('highlightRun', highlight.id, `${journey}/guides`, {
        highlight: highlight.template,
        kind: highlight.kind,
        title: template.highlights.find(({ id }) => id === highlight.template)?.title ?? {
          en: highlight.template,
          fr: highlight.template,
        },
        startsOn: shift.date(highlight.on),
        days: highlight.days ?? 1,
        timeZone,
        state: highlight.state,
      }),
    ),
  ];
}

function seedMember(
  { template, journey, membershipOf }: SeedContext,
  person: ScenarioPerson,
  startedOn: string,
): readonly SeedRecord[] {
  if (person.role === 'programme-lead') return [];
  const { role, timeZone, profile } = person;
  const isOutside = person.from === 'outside' || role === 'coach';
  const replyWithinDays = template.relations.find((relation) => relation.role === role)?.replyWithinDays;
  const place = { person: person.id, role, state: 'active', timeZone } as const;
  return [
    createSeedRecord('membership', membershipOf(person.id), `${journey}/guides`, {
      ...place,
      displayName: person.name,
      home: isOutside ? 'outside' : 'company',
      // Companions were invited in the second week.
      since: role === 'companion' ? addDays(startedOn, 10) : startedOn,
      job: person.job,
      place: person.place,
      locale: person.locale,
      hiddenFromCompany: person.from === 'outside',
      ...(profile && { profile }),
      ...(replyWithinDays && { replyWithinDays }),
    }),
    createSeedRecord('member', membershipOf(person.id), `${journey}/circle`, { ...place, name: person.callName }),
  ];
}
