import { type Role, type MembershipState } from '../model/people/membership.js';
import type { Fields } from '../model/value/json.js';
import type { Id } from '../model/value/ids.js';
import type { RecordType } from '../model/record.js';

/** A record as a test writes it: `space` is the name inside its journey, such as `circle` or `pair:m-marc`. */
export interface TestRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: string;
  readonly fields: Fields;
}

/** A journey that the test's server holds. */
export interface TestJourney {
  readonly id: string;
  readonly records: readonly TestRecord[];
}

/** Somebody in a journey. */
export interface TestMember {
  readonly person: Id;
  readonly name: string;
  readonly role: Role;
  /** Of the membership; `m-` and the person unless it is said. */
  readonly id?: Id;
  readonly state?: MembershipState;
  readonly home?: 'company' | 'outside';
  readonly timeZone?: string;
  /** Further fields of the record that the circle reads, and of the one that the guides read. */
  readonly member?: Fields;
  readonly membership?: Fields;
}

export interface TestJourneyOptions {
  readonly id: string;
  readonly members: readonly TestMember[];
  readonly template?: { readonly id: string; readonly version: string };
  readonly startedOn?: string;
  readonly timeZone?: string;
  /** What else is in it. */
  readonly records?: readonly TestRecord[];
}

/** The records that every journey has, with those of a test: who is in it, and the journey itself. */
export function createTestJourney({
  id,
  members,
  template = { id: 'test-template', version: '1.0.0' },
  startedOn = '2026-09-07',
  timeZone = 'Europe/Madrid',
  records = [],
}: TestJourneyOptions): TestJourney {
  const coachee = members.find(({ role }) => role === 'coachee')?.person ?? members[0]?.person ?? 'nobody';
  return {
    id,
    records: [
      {
        type: 'journey',
        id,
        space: 'guides',
        fields: { template: template.id, version: template.version, coachee, state: 'active', startedOn, timeZone },
      },
      ...members.flatMap((member) => membershipOf(member, { startedOn, timeZone })),
      ...records,
    ],
  };
}

function membershipOf(
  { person, name, role, state = 'active', home = 'company', ...more }: TestMember,
  { startedOn, timeZone }: { readonly startedOn: string; readonly timeZone: string },
): readonly TestRecord[] {
  const id = more.id ?? `m-${person}`;
  const common = { person, role, state, timeZone: more.timeZone ?? timeZone };
  return [
    { type: 'member', id, space: 'circle', fields: { ...common, name, ...more.member } },
    {
      type: 'membership',
      id,
      space: 'guides',
      fields: {
        ...common,
        displayName: name,
        home,
        since: startedOn,
        locale: 'en',
        hiddenFromCompany: false,
        ...more.membership,
      },
    },
  ];
}
