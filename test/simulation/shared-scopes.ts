import type { Grant } from '../../server/provisioning/grants.js';
import type { ProvisionedRecord } from '../../server/provisioning/provision.js';
import type { Grantee, Standing } from '../../src/model/scope/grant.js';
import type { Fields } from '../../src/model/value/json.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** A space of a scope without members. */
export interface SharedSpace {
  readonly scope: string;
  readonly space: string;
  readonly types: readonly SharedType[];
}

export type SharedType =
  | 'highlight'
  | 'initiative'
  | 'pricePlan'
  | 'topic'
  | 'contribution'
  | 'practiceMeeting'
  | 'practiceCard'
  | 'coachFile'
  | 'settings';

const spaceOf = (scope: string, name: string, ...types: readonly SharedType[]): SharedSpace => ({
  scope,
  space: `${scope}/${name}`,
  types,
});

/** What the company has beside its journeys. The other tenant has a company of the same name. */
export const sharedSpaces: readonly SharedSpace[] = [
  spaceOf('~company:acme', 'calendar', 'highlight', 'initiative'),
  spaceOf('~company:acme', 'plans', 'pricePlan'),
  spaceOf('~cohort:autumn', 'main', 'topic', 'contribution'),
  spaceOf('~cohort:spring', 'main', 'topic', 'contribution'),
  spaceOf('~practice:acme', 'main', 'practiceMeeting', 'practiceCard'),
  spaceOf('~coach-file:marc', 'main', 'coachFile'),
];

/** One's own scope, and where everything in it lives. */
export const ownScopeOf = (person: string): string => `~person:${person}`;
export const ownSpace = (person: string): SharedSpace => spaceOf(ownScopeOf(person), 'main', 'settings');

/** All that a person could read without being in a journey, whether they may or not. */
export const scopesBeside = (person: string): readonly string[] => [
  ...new Set(sharedSpaces.map(({ scope }) => scope)),
  ownScopeOf(person),
];

export const isBeside = (scope: string): boolean => scope.startsWith('~');

/** What people do for the company on the first day, and the cohorts that they joined. */
const standings: Readonly<Record<string, Standing>> = {
  claire: { functions: ['programme-lead'], cohorts: [] },
  paul: { functions: ['coach-lead'], cohorts: [] },
  theo: { functions: ['template-author'], cohorts: ['spring'] },
  marc: { functions: ['coach'], cohorts: [] },
  ines: { functions: [], cohorts: ['autumn'] },
  yann: { functions: [], cohorts: ['autumn', 'spring'] },
  sofia: { functions: [], cohorts: ['spring'] },
};

const grants: readonly (readonly [space: string, to: Grantee])[] = [
  ['~company:acme/calendar', { kind: 'tenant' }],
  ['~company:acme/plans', { kind: 'function', function: 'programme-lead' }],
  ['~cohort:autumn/main', { kind: 'cohort', cohort: 'autumn' }],
  ['~cohort:spring/main', { kind: 'cohort', cohort: 'spring' }],
  ['~practice:acme/main', { kind: 'function', function: 'coach' }],
  ['~practice:acme/main', { kind: 'function', function: 'coach-lead' }],
  ['~coach-file:marc/main', { kind: 'person', person: 'marc' }],
  ['~coach-file:marc/main', { kind: 'function', function: 'coach-lead' }],
];

/** What is given beside that now and then. */
const furtherGrantees: readonly Grantee[] = [
  { kind: 'tenant' },
  { kind: 'person', person: 'rh' },
  { kind: 'person', person: 'hana' },
  { kind: 'person', person: 'ines' },
  { kind: 'function', function: 'template-author' },
  { kind: 'function', function: 'coach-lead' },
  { kind: 'cohort', cohort: 'spring' },
];

const grantOf = (space: string, to: Grantee, tenant = 'acme'): Grant => ({
  tenant,
  scope: space.slice(0, space.lastIndexOf('/')),
  space,
  to,
});

export async function beginBeside(world: World): Promise<void> {
  for (const tenant of ['acme', 'zeta'])
    await world.provision(tenant, '~company:acme', [highlight('first', `Of ${tenant}.`)]);
  await world.asHost((service) => service.grant(grantOf('~company:acme/calendar', { kind: 'tenant' }, 'zeta')));
  for (const [space, to] of grants) await world.asHost((service) => service.grant(grantOf(space, to)));
  for (const [person, standing] of Object.entries(standings))
    await world.asHost((service) => service.setStanding('acme', person, standing));
}

/** Gives a grant, or takes one: more often one of those of the first day, so that what was taken is given again. */
export function changeGrant(world: World, random: Random): Promise<void> {
  const [space, to] = random.happens(0.65)
    ? random.pick(grants)
    : [random.pick(sharedSpaces).space, random.pick(furtherGrantees)];
  const grant = grantOf(space, to);
  const isGiven = random.happens(0.55);
  return world.asHost((service) => (isGiven ? service.grant(grant) : service.revoke(grant)));
}

/** Gives somebody what they had on the first day, nothing of it, or something else. */
export function changeStanding(world: World, random: Random): Promise<void> {
  const person = random.pick(Object.keys(standings));
  const standing = random.pick<Standing>([
    standings[person] as Standing,
    standings[person] as Standing,
    { functions: [], cohorts: [] },
    { functions: ['coach'], cohorts: ['spring'] },
    { functions: ['coach-lead', 'programme-lead'], cohorts: ['autumn'] },
  ]);
  return world.asHost((service) => service.setStanding('acme', person, standing));
}

/** Takes one thing that opens scopes to somebody; gives what gives it again. */
export function takeAway(world: World, person: string, random: Random): () => Promise<void> {
  const standing = standings[person];
  if (standing !== undefined && random.happens(0.6)) {
    void world.asHost((service) => service.setStanding('acme', person, { functions: [], cohorts: [] }));
    return () => world.asHost((service) => service.setStanding('acme', person, standing));
  }
  const grant = grantOf(...random.pick(grants));
  void world.asHost((service) => service.revoke(grant));
  return () => world.asHost((service) => service.grant(grant));
}

/** What the host itself writes: an event of the calendar, once more with the next edition. */
export const announce = (world: World, random: Random): Promise<void> =>
  world.provision('acme', '~company:acme', [
    highlight(`announced-${random.below(3)}`, `Announced ${random.below(1e6)}.`),
  ]);

const highlight = (id: string, title: string): ProvisionedRecord => ({
  type: 'highlight',
  id,
  fields: fieldsOf('highlight', '~company:acme', title),
});

/** The fields of a new record, with its words. */
export function fieldsOf(type: SharedType, scope: string, words: string, topic = ''): Fields {
  const id = scope.slice(scope.indexOf(':') + 1);
  const at = '2026-11-24T09:00:00.000Z';
  const audience = { kind: 'cohort', cohort: id };
  switch (type) {
    case 'highlight':
      return {
        company: id,
        kind: 'training',
        title: words,
        startsAt: at,
        endsAt: at,
        timeZone: 'Europe/Paris',
        uid: 'event',
        sequence: 0,
        state: 'announced',
      };
    case 'initiative':
      return {
        company: id,
        title: { en: words, fr: words },
        intent: { en: 'Calm.', fr: 'Du calme.' },
        from: '2026-11-01',
        to: '2026-12-01',
      };
    case 'pricePlan':
      return { title: words, perPersonPerMonth: 129, currency: 'EUR', includes: 'All', coachLoadUnits: 1 };
    case 'topic':
      return { audience, body: { text: words }, state: 'open', pinned: false };
    case 'contribution':
      return { audience, body: { text: words }, topic, kind: 'learning' };
    case 'practiceMeeting':
      return { theme: words, host: 'paul', at, timeZone: 'Europe/Paris', minutes: 60, state: 'planned', attendees: [] };
    case 'practiceCard':
      return { meeting: 'm', text: words, steps: [], state: 'draft' };
    case 'coachFile':
      return { candidate: id, state: 'applied', stages: [{ name: 'applied', at, decider: 'paul', reason: words }] };
    case 'settings':
      return { locale: 'fr', address: 'tu' };
  }
}

/** The part of a record that holds its words, said otherwise. */
export function rewordedOf(type: SharedType, scope: string, words: string): Fields {
  if (type === 'settings') return { locale: 'fr' };
  const fields = fieldsOf(type, scope, words);
  const [name = ''] = wordFields.filter((field) => fields[field] !== undefined);
  return { [name]: fields[name] as NonNullable<Fields[string]> };
}

/** Where words are. */
export const wordFields: readonly string[] = ['body', 'title', 'text', 'theme', 'stages'];
