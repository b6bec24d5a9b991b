import type { Reader } from './audience.js';
import type { Id } from '../value/ids.js';
import type { AccessQuestion, Action, Actor, PermissionObject } from './access-question.js';
import type { Membership, MembershipState } from '../people/membership.js';
import type { RecordType } from '../record.js';

/** What must be true for a cell to say yes. A cell that is not there says no. */
export type Condition =
  | 'always'
  | 'audience'
  | 'addressed'
  | 'own'
  | 'own-audience'
  | 'own-addressed'
  | 'own-answered'
  | 'consent'
  | 'group';

export type Cell = Partial<Readonly<Record<Action, Condition>>>;

export type PermissionTable = Readonly<Record<PermissionObject, Partial<Readonly<Record<Actor, Cell>>>>>;

const readAlways: Cell = { read: 'always' };
const readInAudience: Cell = { read: 'audience' };
const readOwn: Cell = { read: 'own' };
const keep: Cell = { read: 'always', write: 'always' };
const readAndSpeak: Cell = { read: 'always', write: 'own' };
const hostSpace: Cell = { ...readAndSpeak, narrow: 'always' };
const speak: Cell = { read: 'audience', write: 'own-audience' };
const accompany: Cell = { ...speak, move: 'audience' };
const keepOwn: Cell = { read: 'own', write: 'own' };
const markRead: Cell = { read: 'own', write: 'own-audience' };

/** Inside and outside the company, a companion is a companion. */
export const companions = (cell: Cell): Partial<Record<Actor, Cell>> => ({
  'companion-inside': cell,
  'companion-outside': cell,
});

/**
 * What the members of a journey may do with its records: the part of `permissions` that travels to every page. A row
 * or an actor that is not here is in `permissions.ts`.
 */
export const memberPermissions = {
  journey: {
    coachee: { ...keep, name: 'always' },
    coach: { read: 'always', name: 'always', adapt: 'always' },
    mentor: { read: 'audience', name: 'audience' },
    tutor: { read: 'audience', name: 'audience' },
    ...companions({ name: 'addressed' }),
  },
  'self-reflection': { coachee: keepOwn },
  answer: {
    coachee: hostSpace,
    coach: readInAudience,
    mentor: readInAudience,
    tutor: readInAudience,
    ...companions(readInAudience),
  },
  topic: {
    coachee: { ...hostSpace, move: 'always' },
    coach: { ...accompany, propose: 'audience' },
    mentor: speak,
    tutor: speak,
    sponsor: { read: 'addressed', write: 'own-addressed' },
    ...companions(speak),
  },
  synthesis: {
    coachee: { read: 'always', narrow: 'always' },
    coach: readAndSpeak,
    mentor: readInAudience,
    tutor: readInAudience,
    ...companions(readInAudience),
  },
  goal: { coachee: readAndSpeak, coach: speak, mentor: readInAudience, tutor: readInAudience, sponsor: readInAudience },
  challenge: {
    coachee: { ...readAndSpeak, move: 'always' },
    coach: accompany,
    mentor: accompany,
    tutor: accompany,
    ...companions(accompany),
  },
  circle: {
    coachee: { ...keep, name: 'always' },
    coach: { read: 'always', name: 'always' },
    mentor: { read: 'always', name: 'always' },
    tutor: { read: 'always', name: 'always' },
    ...companions({ name: 'always' }),
  },
  served: {
    coachee: readAndSpeak,
    coach: readAlways,
    mentor: readOwn,
    tutor: readOwn,
    ...companions(readOwn),
  },
  highlight: {
    coachee: readAlways,
    coach: readAlways,
    mentor: readAlways,
    tutor: readAlways,
    sponsor: readAlways,
  },
  harvest: {
    coachee: hostSpace,
    coach: readInAudience,
    mentor: readInAudience,
    tutor: readInAudience,
    ...companions(readInAudience),
  },
  template: {
    coachee: readAlways,
    coach: { read: 'always', propose: 'always' },
    mentor: readAlways,
    tutor: readAlways,
    sponsor: readAlways,
  },
  'read-mark': {
    coachee: { read: 'always', write: 'own-audience' },
    coach: markRead,
    mentor: markRead,
    tutor: markRead,
    sponsor: markRead,
    ...companions(markRead),
  },
  'move-proposal': { coachee: readAlways, coach: readOwn, mentor: readOwn, tutor: readOwn, ...companions(readOwn) },
} as const satisfies Partial<PermissionTable>;

/** Whether a membership in this state opens anything. */
export const opensAccess: Readonly<Record<MembershipState, boolean>> = { active: true, paused: false, ended: false };

/** No figure about people is made of fewer. */
export const smallestGroup = 5;

/** Whether a cell of the table says yes to a question. A cell that is not there says no. */
export function saysYes(condition: Condition | undefined, question: AccessQuestion): boolean {
  switch (condition) {
    case 'always':
      return true;
    case 'audience':
      return question.inAudience;
    case 'addressed':
      return question.isAddressed === true;
    case 'own':
      return question.isOwn;
    case 'own-audience':
      return question.isOwn && question.inAudience;
    case 'own-addressed':
      return question.isOwn && question.isAddressed === true;
    case 'own-answered':
      return question.isOwn && question.bothAnswered === true;
    case 'consent':
      return question.hasConsent === true;
    case 'group':
      return (question.groupSize ?? 0) >= smallestGroup;
    default:
      return false;
  }
}

/** Whether a member of a journey may do this to a record: what `isAllowed` says of it, from the part of the table that is here. */
export function isMemberAllowed(question: AccessQuestion): boolean {
  const { actor, object, action, state } = question;
  // oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare -- a state from outside may be none of ours
  if (state === undefined || opensAccess[state] !== true) return false;
  const table: Partial<PermissionTable> = memberPermissions;
  return saysYes(table[object]?.[actor]?.[action], question);
}

/** Which column of the table a member is. Peers are companions; without a home, the outside. */
export function actorOf({
  role,
  home,
}: {
  readonly role: Reader['role'];
  readonly home?: Membership['home'] | undefined;
}): Actor {
  if (role !== 'peer' && role !== 'companion') return role;
  return home === 'company' ? 'companion-inside' : 'companion-outside';
}

const objectOfType: Readonly<Record<RecordType, PermissionObject>> = {
  journey: 'journey',
  membership: 'circle',
  member: 'circle',
  invitation: 'circle',
  template: 'template',
  stepRun: 'journey',
  highlightRun: 'highlight',
  adaptation: 'journey',
  answer: 'answer',
  topic: 'topic',
  contribution: 'topic',
  served: 'served',
  challenge: 'challenge',
  readMark: 'read-mark',
  goal: 'goal',
  goalRating: 'goal',
  ifThen: 'answer',
  moveProposal: 'move-proposal',
  draft: 'self-reflection',
  note: 'guide-note',
  highlight: 'highlight',
  initiative: 'highlight',
  pricePlan: 'entitlement',
  practiceMeeting: 'practice-card',
  practiceCard: 'practice-card',
  coachFile: 'coach-file',
  settings: 'self-reflection',
};

/**
 * Which row of the table a record is. An answer, or a plan, kept to oneself is a reflection; a synthesis and a
 * harvest are contributions with a row of their own.
 *
 * Ask with `name` whether a `member` is read (its `membership` with `read`), and with `adapt`
 * whether an `adaptation` is written.
 */
export function objectOf(
  type: RecordType,
  fields: { readonly kind?: unknown; readonly audience?: { readonly kind: string } | undefined } = {},
): PermissionObject {
  if ((type === 'answer' || type === 'ifThen') && fields.audience?.kind === 'self') return 'self-reflection';
  if (type === 'contribution' && (fields.kind === 'synthesis' || fields.kind === 'harvest')) return fields.kind;
  return objectOfType[type];
}

/** Whether this person wrote a record, or nobody signs it. */
export const isSignedBy = (fields: { readonly by?: unknown }, person: Id): boolean =>
  fields.by === undefined || fields.by === person;
