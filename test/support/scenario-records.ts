import scenarioJson from '../../demo/content/demo-scenario.json' with { type: 'json' };
import templateJson from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import { createCalendarShift } from '../../demo/calendar-shift.js';
import type { Scenario } from '../../demo/scenario.js';
import { createSeedContext } from '../../demo/seed/seed-context.js';
import { seedJourney } from '../../demo/seed/seed-journey.js';
import type { Audience, Role } from '../../src/index.js';
import { spaceOf } from '../../src/model/access/space.js';
import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import type { RecordType } from '../../src/model/record.js';
import type { Fields } from '../../src/model/value/json.js';
import { parseTemplate } from '../../src/model/template/template-import.js';
import type { Template } from '../../src/model/template/template.js';
import type { TestRecord } from '../../src/testing/index.js';

export const scenario = scenarioJson as unknown as Scenario;
export const template: Template = parseTemplate(templateJson);
export const journeyId = scenario.journey.id;
/** The scenario's moment: Monday of week 11, in the morning. */
export const scenarioNow = Date.parse('2026-11-16T09:30:00Z');
export const scenarioPeople = scenario.people.filter(({ role }) => role !== 'programme-lead');
export const membershipOf = (person: string): string => `m-${person}`;

/** In which language all of them write; in the demonstration each writes in their own. */
export interface ScenarioStyle {
  readonly language: 'fr' | 'en';
  /** Makes every text and every name very long. */
  readonly longText: boolean;
}

const long =
  ' Et encore une phrase, parce que certaines personnes écrivent longuement, anticonstitutionnellement parfois, et que rien ne doit déborder.'.repeat(
    4,
  );
/** Each `{ en, fr }` with more behind it. */
function lengthened<T>(value: T): T {
  if (Array.isArray(value)) return value.map(lengthened) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { en, fr } = value as Record<string, unknown>;
  if (typeof en === 'string' && typeof fr === 'string') return { en: en + long, fr: fr + long } as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lengthened(one)])) as T;
}

const longTemplate = lengthened(template);
export const templateOf = (longText: boolean): Template => (longText ? longTemplate : template);

const made = new Map<string, readonly TestRecord[]>();

/** The journey of the demonstration as its server would hold it: made once, and the same for every test. */
export function scenarioRecords({ language, longText }: ScenarioStyle): readonly TestRecord[] {
  const name = `${language} ${longText}`;
  const before = made.get(name);
  if (before) return before;
  const told = longText ? lengthened(scenario) : scenario;
  const context = createSeedContext(
    {
      ...told,
      people: told.people.map((person) => ({
        ...person,
        locale: language,
        callName: longText ? `${person.callName}-Maximilienne de La Rochefoucauld` : person.callName,
      })),
    },
    [templateOf(longText)],
    createCalendarShift(scenario.journey.today, 'Europe/Madrid', scenarioNow),
    membershipOf,
  );
  const records = [...seedJourney(context), ...draftOfAnAnswer(language)].map((record): TestRecord => ({
    ...record,
    space: record.space.slice(journeyId.length + 1),
  }));
  made.set(name, records);
  return records;
}

/** What she wrote in the step that is under way; her coach has read it. */
function draftOfAnAnswer(language: 'fr' | 'en') {
  const audience: Audience = { kind: 'guides' };
  const at = '2026-11-14T16:00:00.000Z';
  const text = {
    en: 'Laia, on Tuesday you stopped the meeting to ask Pau what he had not dared to say. Everybody breathed.',
    fr: 'Laia, mardi tu as arrêté la réunion pour demander à Pau ce qu’il n’avait pas osé dire. Tout le monde a respiré.',
  }[language];
  return [
    record('answer', 'an-1', audience, {
      by: 'ines',
      at,
      audience,
      body: { text, lang: language },
      step: 'while-small',
      prompt: 'draft',
    }),
    markOf('an-1', 'ines', 'marc', at),
  ];
}

/** A record in the space of its audience. */
export const record = (
  type: RecordType,
  id: string,
  audience: Audience,
  fields: object,
  by = String((fields as Fields)['by']),
): TestRecord => ({ type, id, space: spaceOf(journeyId, audience, by), fields: fields as Fields });

/** That somebody has read what somebody wrote: those two know it, and the person accompanied. */
export function markOf(item: string, author: string, reader: string, at: string): TestRecord {
  const audience: Audience =
    author === 'ines' || reader === 'ines'
      ? { kind: 'pair', relation: membershipOf(author === 'ines' ? reader : author) }
      : { kind: 'chosen', members: [membershipOf(author), membershipOf(reader)] };
  return record('readMark', readMarkIdOf(item, membershipOf(reader)), audience, { item, by: reader, at });
}

export const roleOf = (person: string): Role | undefined =>
  scenarioPeople.find(({ id }) => id === person)?.role as Role | undefined;
