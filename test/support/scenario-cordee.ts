import scenario from '../../demo/content/demo-scenario.json' with { type: 'json' };
import type { Role } from '../../src/index.js';
import {
  type TestCordee,
  type TestCordeeOptions,
  type TestJourney,
  type TestRecord,
  createTestCordee,
  createTestEnv,
  createTestJourney,
} from '../../src/testing/index.js';

/** The scenario's moment: Monday of week 11, in the morning. */
export const scenarioNow = Date.parse('2026-11-16T09:30:00Z');

export interface ScenarioOptions extends Omit<Partial<TestCordeeOptions>, 'journeys'> {
  /** Leaves everybody out but the person accompanied and their coach. */
  readonly isEmpty?: boolean;
  /** Makes every name very long. */
  readonly longText?: boolean;
  /** What else is in the journey. */
  readonly records?: readonly TestRecord[];
}

/** The journey of the demonstration: who is in it, as a server would hold it. A membership's id is `m-` and the person. */
export function scenarioJourney({
  isEmpty = false,
  longText = false,
  records = [],
}: ScenarioOptions = {}): TestJourney {
  const people = scenario.people.filter(
    ({ role }) => role !== 'programme-lead' && (!isEmpty || role === 'coachee' || role === 'coach'),
  );
  return createTestJourney({
    id: scenario.journey.id,
    template: { id: scenario.journey.template, version: scenario.journey.templateVersion },
    startedOn: scenario.journey.startedOn,
    members: people.map((person) => ({
      person: person.id,
      name: longText ? `${person.callName}-Maximilienne de La Rochefoucauld` : person.callName,
      role: person.role as Role,
      home: 'from' in person && person.from === 'outside' ? 'outside' : 'company',
      timeZone: person.timeZone,
      membership: { displayName: person.name, job: person.job, place: person.place, locale: person.locale },
    })),
    records,
  });
}

/** A real client of one person of the scenario, at the scenario's moment. */
export function createScenarioCordee(given: ScenarioOptions = {}): Promise<TestCordee> {
  const { isEmpty: _, longText: __, records: ___, ...options } = given;
  return createTestCordee({
    person: 'ines',
    tenant: scenario.company.id,
    env: createTestEnv({ now: scenarioNow }),
    ...options,
    journeys: [scenarioJourney(given)],
  });
}

/** Takes somebody out of the journey, as the server tells it. */
export async function endMembership({ server, settled }: TestCordee, person: string): Promise<void> {
  const journey = scenario.journey.id;
  const member = server.read(journey).find(({ type, id }) => type === 'member' && id === `m-${person}`);
  if (!member) throw new Error(`Nobody is called ${person}.`);
  server.put(journey, { ...member, fields: { ...member.fields, state: 'ended' } });
  await settled();
}
