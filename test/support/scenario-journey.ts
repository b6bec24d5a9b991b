import type { Audience, WorkingHours } from '../../src/index.js';
import { readersOfProposal } from '../../src/model/access/move-outcome.js';
import { templateScopeOf } from '../../src/model/scope/scope-key.js';
import type { Fields } from '../../src/model/value/json.js';
import { type TestJourney, type TestRecord, createTestJourney } from '../../src/testing/index.js';
import {
  journeyId,
  markOf,
  membershipOf,
  record,
  roleOf,
  scenarioNow,
  scenarioPeople,
  scenarioRecords,
  template,
  templateOf,
} from './scenario-records.js';

/** What the server holds. */
export interface ScenarioContent {
  /** In which all of them have written. */
  readonly language?: 'fr' | 'en';
  /** Whose client it is. */
  readonly person?: string;
  /** Leaves everybody else out but the person accompanied and their coach, and all that was said and done. */
  readonly isEmpty?: boolean;
  /** Makes every text and every name very long. */
  readonly longText?: boolean;
  /** Adds a challenge raised three minutes before, not seen by anybody. */
  readonly withFreshChallenge?: boolean;
  /** Further journeys with the same coach. */
  readonly withOthers?: boolean;
  /** Nobody has read anything that others said in the forum yet. */
  readonly withNews?: boolean;
  /** Adds so many voices to the topic on the monthly forecast, all read but the last `unread`. */
  readonly manyVoices?: { readonly count: number; readonly unread?: number };
  /** Adds so many topics, and as many replies to the first voice on the monthly forecast. */
  readonly manyTopics?: number;
  /** People who are not in it. */
  readonly without?: readonly string[];
  /** When people have said that they want to be reached. */
  readonly hours?: Readonly<Record<string, WorkingHours>>;
  /** Who lives on another clock than the scenario says. */
  readonly zones?: Readonly<Record<string, string>>;
  /** Names in the place of the scenario's, by person. */
  readonly names?: Readonly<Record<string, string>>;
  /** Questions whether more people may read an item; it is then read by the guides alone. */
  readonly proposals?: readonly {
    readonly item: string;
    readonly by: string;
    readonly to: Audience;
    readonly reason?: string;
  }[];
  /** Makes it a journey that has ended: what it still takes. */
  readonly takesWords?: 'answers' | 'nothing';
  /** What else is in the journey. */
  readonly records?: readonly TestRecord[];
  /** Makes others of the words in every record. */
  readonly spoil?: (fields: Fields) => Fields;
}

const dayMs = 86_400_000;
const at = (msAgo: number): string => new Date(scenarioNow - msAgo).toISOString();

/** The journey of the demonstration, as a server would hold it. A membership's id is `m-` and the person. */
export function scenarioJourney(options: ScenarioContent = {}): TestJourney {
  const { person = 'ines', language = 'fr', longText = false, isEmpty = false, records = [] } = options;
  const told = scenarioRecords({ language, longText }).filter(
    (one) => isIn(one, options) && (!isEmpty || isBeginning(one, person)),
  );
  return {
    id: journeyId,
    records: [...told.map((one) => changed(one, options)), ...(isEmpty ? [] : furtherRecords(options)), ...records],
  };
}

const isBeginning = ({ type, id }: TestRecord, person: string): boolean =>
  type === 'journey' ||
  ((type === 'member' || type === 'membership') && ['ines', 'marc', person].some((one) => id === membershipOf(one)));

function isIn({ type, id, fields }: TestRecord, { withNews = false, without = [] }: ScenarioContent): boolean {
  if (type === 'member' || type === 'membership') return !without.some((person) => id === membershipOf(person));
  if (type !== 'readMark') return true;
  const { item, by } = fields;
  if (withNews && isContribution(String(item))) return false;
  return !(item === 'm-11' && by === 'ines');
}

const contributions = new Set(
  scenarioRecords({ language: 'fr', longText: false }).flatMap(({ type, id }) => (type === 'contribution' ? [id] : [])),
);
const isContribution = (id: string): boolean => contributions.has(id);

function changed(one: TestRecord, options: ScenarioContent): TestRecord {
  const { hours = {}, zones = {}, names = {}, proposals = [], takesWords } = options;
  const { type, id } = one;
  const withFields = (fields: object): TestRecord => ({ ...one, fields: { ...one.fields, ...(fields as Fields) } });
  const person = String(one.fields['person']);
  const endedAt = at((takesWords === 'nothing' ? 40 : 5) * dayMs);
  if (type === 'member')
    return withFields({
      ...(names[person] !== undefined && { name: names[person] }),
      ...(zones[person] !== undefined && { timeZone: zones[person] }),
      ...(hours[person] !== undefined && { workingHours: hours[person] }),
      ...(takesWords !== undefined && person === 'ines' && { endedAt }),
    });
  if (type === 'membership' && zones[person] !== undefined) return withFields({ timeZone: zones[person] });
  if (type === 'journey' && takesWords !== undefined) return withFields({ state: 'closed' });
  const asked = proposals.some(({ item }) => item === id);
  const audience: Audience = { kind: 'guides' };
  if (type === 'topic')
    return {
      ...withFields({
        pinned: id === 'm-1',
        ...(takesWords !== undefined && id === 'm-3' && { state: 'open' }),
        ...(asked && { audience }),
      }),
      ...(asked && { space: 'guides' }),
    };
  return one;
}

/** What a test adds to the scenario. */
function furtherRecords(options: ScenarioContent): readonly TestRecord[] {
  const { language = 'fr', withFreshChallenge = false, proposals = [] } = options;
  const pair: Audience = { kind: 'pair', relation: 'm-marc' };
  const text = {
    en: 'Pau has just asked me, in front of everybody, why his project stopped. I said we would talk later.',
    fr: 'Pau vient de me demander, devant tout le monde, pourquoi son projet s’arrête. J’ai dit qu’on en parlerait plus tard.',
  }[language];
  const fresh = record('challenge', 'ch-2', pair, {
    by: 'ines',
    at: at(3 * 60_000),
    audience: pair,
    body: { text, lang: language },
    state: 'raised',
  });
  return [
    ...(withFreshChallenge ? [fresh] : []).map(inJourney),
    ...proposals.map(({ item, by, to, reason }) =>
      inJourney(
        record('moveProposal', `ask-${item}`, readersOfProposal(placeOf('ines'), placeOf(by)), {
          item,
          by,
          at: at(60_000),
          from: { kind: 'guides' },
          to,
          answers: [],
          ...(reason !== undefined && { reason }),
        }),
      ),
    ),
    ...many(options).map(inJourney),
  ];
}

const placeOf = (person: string) => ({ id: membershipOf(person), role: roleOf(person) ?? '' });
const inJourney = (one: TestRecord): TestRecord => ({ ...one, space: one.space.replace(`${journeyId}/`, '') });

/** More than anybody reads at once. */
function many({ manyVoices, manyTopics = 0, language = 'fr' }: ScenarioContent): readonly TestRecord[] {
  const people = scenarioPeople.map(({ id }) => id).filter((id) => id !== 'ines');
  const audience: Audience = { kind: 'circle' };
  const make = (
    type: 'topic' | 'contribution',
    name: string,
    text: string,
    index: number,
    more: object,
    isRead = true,
  ) => {
    const by = people[index % people.length] ?? '';
    const said = at((2_000 - index) * 600_000);
    const body = { text: `${text} ${index + 1}.`, lang: language };
    return [
      record(type, `${name}-${index}`, audience, { by, at: said, audience, body, ...more }),
      ...(isRead ? [markOf(`${name}-${index}`, by, 'ines', said)] : []),
    ];
  };
  const indexes = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const { count = 0, unread = 0 } = manyVoices ?? {};
  return [
    ...indexes(count).flatMap((index) =>
      make('contribution', 'voice', 'Voix', index, { topic: 'm-9', kind: 'advice' }, index < count - unread),
    ),
    ...indexes(manyTopics).flatMap((index) => make('topic', 'topic', 'Sujet', index, { state: 'open', pinned: false })),
    ...indexes(manyTopics).flatMap((index) =>
      make('contribution', 'reply', 'Écho', index, { topic: 'm-9', replyTo: 'm-10', kind: 'answer' }),
    ),
  ];
}

/** Others whom the coach accompanies. */
const others = (): readonly TestJourney[] =>
  (
    [
      ['amina', 'Amina', '2026-10-26'],
      ['tomas', 'Tomás', '2026-07-13'],
    ] as const
  ).map(([person, name, startedOn]) =>
    createTestJourney({
      id: `${person}-journey`,
      template: { id: template.id, version: template.version },
      startedOn,
      members: [
        { person, name, role: 'coachee' },
        { person: 'marc', name: 'Marc', role: 'coach', home: 'outside' },
      ],
    }),
  );

/** All that the server of the scenario holds. */
export function scenarioScopes(content: ScenarioContent): readonly TestJourney[] {
  const { spoil } = content;
  const scopes = scopesOf(content);
  return spoil
    ? scopes.map(({ id, records }) => ({
        id,
        records: records.map((one) => ({ ...one, fields: spoil(one.fields) })),
      }))
    : scopes;
}

const scopesOf = (content: ScenarioContent): readonly TestJourney[] => [
  scenarioJourney(content),
  ...(content.withOthers ? others() : []),
  {
    id: templateScopeOf(template.id, template.version),
    records: [
      {
        type: 'template',
        id: template.id,
        space: 'main',
        fields: templateOf(content.longText ?? false) as unknown as Fields,
      },
    ],
  },
];
