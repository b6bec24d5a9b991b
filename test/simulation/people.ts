import type { ProvisionedRecord } from '../../server/provisioning/provision.js';
import type { Role } from '../../src/model/people/membership.js';

export interface Person {
  readonly tenant: string;
  readonly id: string;
}

interface PlannedMember {
  readonly person: string;
  readonly role: Role;
  readonly home?: 'outside';
}

/** A journey and its members on its first day. */
export interface PlannedJourney {
  readonly tenant: string;
  readonly journey: string;
  readonly members: readonly PlannedMember[];
}

/** Two journeys of one company, in which the same people have other roles, and one of another with the same names. */
export const journeys: readonly PlannedJourney[] = [
  {
    tenant: 'acme',
    journey: 'J1',
    members: [
      { person: 'ines', role: 'coachee' },
      { person: 'marc', role: 'coach' },
      { person: 'genevieve', role: 'mentor' },
      { person: 'yann', role: 'tutor' },
      { person: 'sofia', role: 'companion' },
      { person: 'hana', role: 'companion', home: 'outside' },
      { person: 'serge', role: 'sponsor' },
    ],
  },
  {
    tenant: 'acme',
    journey: 'J2',
    members: [
      { person: 'yann', role: 'coachee' },
      { person: 'marc', role: 'coach' },
      { person: 'ines', role: 'companion' },
      { person: 'genevieve', role: 'mentor' },
    ],
  },
  {
    tenant: 'zeta',
    journey: 'J1',
    members: [
      { person: 'ines', role: 'coachee' },
      { person: 'lea', role: 'coach' },
      { person: 'sofia', role: 'companion' },
    ],
  },
];

/** Everybody, with somebody of human resources who is in no journey. */
export const people: readonly Person[] = [
  ...['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana', 'serge', 'rh'].map((id) => ({ tenant: 'acme', id })),
  ...['ines', 'lea', 'sofia'].map((id) => ({ tenant: 'zeta', id })),
];

/** People with a function and in no journey; `who-shares.ts` says what that opens. */
export const officers: readonly Person[] = ['claire', 'paul', 'theo'].map((id) => ({ tenant: 'acme', id }));

export const membershipOf = (journey: string, person: string): string => `${journey}-${person}`;

/** A membership as a host gives it: what the guides know of it, and what the circle knows. */
export function membershipRecords(
  journey: string,
  { person, home }: PlannedMember,
  role: Role,
  state: 'active' | 'ended' = 'active',
): readonly ProvisionedRecord[] {
  const id = membershipOf(journey, person);
  const common = { person, role, state, timeZone: 'Europe/Madrid' };
  return [
    {
      type: 'membership',
      id,
      fields: {
        ...common,
        displayName: person,
        home: home ?? 'company',
        since: '2026-09-07',
        locale: 'fr',
        hiddenFromCompany: home !== undefined,
      },
    },
    { type: 'member', id, fields: { ...common, name: person } },
  ];
}

export const stepsOf = (journey: string): readonly string[] =>
  ['frame', 'listen', 'share'].map((step) => `${journey}_${step}`);

/** A journey on its first day. */
export function journeyRecords({ journey, members }: PlannedJourney): readonly ProvisionedRecord[] {
  const coachee = members.find(({ role }) => role === 'coachee')?.person ?? '';
  return [
    ...members.flatMap((member) => membershipRecords(journey, member, member.role)),
    {
      type: 'journey',
      id: journey,
      fields: {
        template: 'first-time-manager',
        version: '1.4.0',
        coachee,
        state: 'active',
        startedOn: '2026-09-07',
        timeZone: 'Europe/Madrid',
      },
    },
    ...stepsOf(journey).map((id, at): ProvisionedRecord => ({
      type: 'stepRun',
      id,
      space: `${journey}/${at === 2 ? 'guides' : 'path'}`,
      fields: { step: id.slice(journey.length + 1), state: 'open', plannedFor: '2026-11-16' },
    })),
  ];
}
