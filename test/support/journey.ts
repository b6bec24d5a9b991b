import { type Observable, filter, firstValueFrom } from 'rxjs';
import { readFileSync } from 'node:fs';
import type { CordeeClient } from '../../src/api/client.js';
import { createCordee } from '../../src/cordee.js';
import type { Fields } from '../../src/model/value/json.js';
import { templateScopeOf } from '../../src/model/scope/scope-key.js';
import { digestsFor } from '../../src/domain/support/screen.js';
import type { Database } from '../../src/store/database.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { ServerRecord, Store } from '../../src/store/store.js';
import { type TestEnv, createTestEnv } from '../../src/testing/test-env.js';
import { createScriptedAdapter, createTestConnectivity } from './scripted-adapter.js';

export const journey = 'j1';
const template = JSON.parse(readFileSync('demo/content/templates/first-time-manager.json', 'utf8')) as Fields & {
  readonly id: string;
  readonly version: string;
};
const templateKey = templateScopeOf(template.id, template.version);

/** In this order; the membership's id is `m-` and the person's. */
export const people = [
  ['ines', 'Inès', 'coachee', 'company'],
  ['marc', 'Marc', 'coach', 'outside'],
  ['genevieve', 'Geneviève', 'mentor', 'company'],
  ['hana', 'Hana', 'companion', 'outside'],
  ['claude', 'Claude', 'sponsor', 'company'],
] as const;

type Person = (typeof people)[number][0];

/** A record as a server would give it. */
export const serverRecord = (type: string, id: string, space: string, fields: Fields): ServerRecord => ({
  type,
  id,
  space: `${journey}/${space}`,
  rev: 1,
  fields,
  stamps: {},
  readable: true,
});

const zone = { timeZone: 'Europe/Madrid' };

const members = people.flatMap(([person, name, role, home]) => {
  const common = { person, role, state: 'active', ...zone };
  return [
    serverRecord('member', `m-${person}`, 'circle', { ...common, name }),
    serverRecord('membership', `m-${person}`, 'guides', {
      ...common,
      displayName: `${name} Full`,
      home,
      since: '2026-09-07',
      locale: 'fr',
      hiddenFromCompany: false,
    }),
  ];
});

/** Steps of the first-time manager's path, two weeks apart from the journey's eleventh. */
const run = (step: string, state: string, plannedFor: string, space: string): ServerRecord =>
  serverRecord('stepRun', `${journey}_${step}`, space, { step, state, plannedFor });

/** The start of a journey, as everybody in the journey would hold it. */
export const beginning: readonly ServerRecord[] = [
  ...members,
  serverRecord('journey', journey, 'guides', {
    template: template.id,
    version: template.version,
    coachee: 'ines',
    state: 'active',
    startedOn: '2026-09-07',
    ...zone,
  }),
  run('frame', 'done', '2026-09-07', 'path'),
  run('inside-view', 'underway', '2026-09-07', 'path'),
  run('one-to-ones', 'ahead', '2026-10-05', 'guides'),
  run('hand-over', 'skipped', '2026-10-26', 'guides'),
];

/** What each of them may hold of it, by the same names of spaces that the server gives. */
const spacesOf: Readonly<Record<Person, readonly string[]>> = {
  ines: ['circle', 'guides', 'path'],
  marc: ['circle', 'guides', 'path'],
  genevieve: ['circle', 'guides'],
  hana: ['circle'],
  claude: [],
};

export interface JourneyUnderTest {
  readonly client: CordeeClient;
  readonly store: Store;
  readonly env: TestEnv;
  /** Adds what a server would have sent. */
  add(...records: readonly ServerRecord[]): Promise<void>;
}

/**
 * One person's client over a store in memory that holds the beginning of a journey; its server never answers.
 *
 * @param database What another client of the same person left, as it is.
 */
export async function holdAs(
  person: Person,
  more: readonly ServerRecord[] = [],
  database?: Database,
): Promise<JourneyUnderTest> {
  const env = createTestEnv();
  const store = await createRecordStore(database ?? createMemoryDatabase(), env, undefined, {
    digests: digestsFor(person),
  });
  const connectivity = createTestConnectivity();
  connectivity.online = false;
  const adapter = createScriptedAdapter();
  adapter.onPull = () => Promise.reject(new Error('no server here'));
  adapter.onPush = () => Promise.reject(new Error('no server here'));
  const mine = spacesOf[person].map((space) => `${journey}/${space}`);
  let cursor: string | undefined;
  const readsPath = person !== 'hana' && person !== 'claude';
  const add = async (...records: readonly ServerRecord[]): Promise<void> => {
    const from = cursor;
    cursor = `c${Number(from?.slice(1) ?? 0) + 1}`;
    const page = {
      from,
      to: cursor,
      mode: 'delta' as const,
      snap: undefined,
      beginsReset: false,
      more: false,
      deletions: [],
    };
    const held = records.filter(
      ({ space }) =>
        mine.includes(space) ||
        space.includes(`m-${person}`) ||
        space.endsWith(`own:${person}`) ||
        (person === 'ines' && !/self|own:/.test(space)),
    );
    const spaces = [...new Set([...mine, ...held.map(({ space }) => space), ...extra])];
    extra = spaces;
    await store.applyUpdate({
      replica: (await store.identity()).replica,
      answers: {},
      access: {
        [journey]: { rev: 1, spaces: Object.fromEntries(spaces.map((space) => [space, 'g1'])) },
        ...(readsPath ? { [templateKey]: { rev: 1, spaces: { [`${templateKey}/main`]: 'g1' } } } : {}),
      },
      pages: [
        { ...page, journey, puts: held },
        ...(readsPath && from === undefined
          ? [
              {
                ...page,
                journey: templateKey,
                puts: [
                  {
                    type: 'template',
                    id: template.id,
                    space: `${templateKey}/main`,
                    rev: 1,
                    fields: template,
                    stamps: {},
                    readable: true,
                  },
                ],
              },
            ]
          : []),
      ],
    });
  };
  let extra: readonly string[] = [];
  if ((await store.cursors()).length === 0) await add(...beginning, ...more);
  const client = await createCordee({
    url: 'http://nowhere.test/',
    user: { tenant: 'acme', id: person },
    getToken: async () => 'token',
    store,
    env,
    connectivity,
    adapter,
  });
  return { client, store, env, add };
}

export const first = <T>(stream$: Observable<T>): Promise<NonNullable<T>> =>
  firstValueFrom(
    stream$.pipe(filter((value): value is NonNullable<typeof value> => value !== undefined && value !== null)),
  );

/** Words that somebody else wrote, as they come from the server. */
export const words = (
  type: 'topic' | 'contribution' | 'challenge' | 'answer',
  id: string,
  by: Person,
  space: string,
  audience: Fields,
  more: Fields = {},
): ServerRecord =>
  serverRecord(type, id, space, {
    by,
    at: '2026-11-10T09:00:00.000Z',
    audience,
    body: { text: `${id} by ${by}` },
    ...(type === 'topic' ? { state: 'open', pinned: false } : type === 'challenge' ? { state: 'raised' } : {}),
    ...more,
  });
