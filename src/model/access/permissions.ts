import type { AccessQuestion, Actor } from './access-question.js';
import { type Cell, type PermissionTable, memberPermissions, opensAccess, saysYes } from './member-permissions.js';

export type * from './access-question.js';
export * from './member-permissions.js';

const readAlways: Cell = { read: 'always' };
const readOwn: Cell = { read: 'own' };
const readGroup: Cell = { read: 'group' };
const totalOfGroup: Cell = { total: 'group' };
const keep: Cell = { read: 'always', write: 'always' };
const readAndSpeak: Cell = { read: 'always', write: 'own' };
const speak: Cell = { read: 'audience', write: 'own-audience' };
const keepOwn: Cell = { read: 'own', write: 'own' };
const answerPulse: Cell = { read: 'own-answered', write: 'own' };
const markRead: Cell = { read: 'own', write: 'own-audience' };

/**
 * Who may do what: the one table that both sides read, a hint in the client and the law in the
 * server. What is not written here is refused.
 *
 * How its less plain cells are meant:
 * - Nobody writes what carries another's name: there, `write` takes `own`.
 * - The coach adapts the path (adaptations, the planned day of a step) and does not answer, finish
 *   or open a step for the person: `adapt`, never `write`.
 * - Mentors and tutors read a step, and everybody but the person an answer, only inside its
 *   audience. Companions know the title of a step they are asked about, and first names.
 * - A sponsor is in the forum only where addressed: they read what they are asked and answer it.
 * - The cohort reads and writes take-homes: items whose audience is that cohort.
 * - The company (`programme-lead`) is in no audience. It knows who has a seat, the events it
 *   announced and published templates; figures from five people on; never a word. The other
 *   functions outside the journey read no word either.
 * - Who may write, reads what they wrote, so an initiative link is read by its author. A pulse of
 *   the alliance is answered by both sides, and a guide reads it once both have.
 * - A calendar feed only comes in: its host reads nothing back.
 * - An author narrows their own item, or withdraws it, by `write`; the person accompanied narrows
 *   or hides anybody's by `narrow`. Widening is in `audience-change.ts`: it takes two yeses.
 * - Who reads an item may leave their own read mark on it and nobody else's. The mark is read by
 *   its reader, by the author of the item (their own too), and by the person whose space it is.
 * - A proposal to let more people read is made and answered by commands. It is read by who made it,
 *   by the author of the item (their own too), and by the person whose space it is.
 */
export const permissions: PermissionTable = {
  ...memberPermissions,
  journey: {
    ...memberPermissions.journey,
    host: { name: 'consent' },
  },
  topic: {
    ...memberPermissions.topic,
    cohort: speak,
  },
  'guide-note': { coachee: { count: 'always' }, coach: keepOwn, mentor: keepOwn, tutor: keepOwn, sponsor: keepOwn },
  'alliance-pulse': {
    coachee: keepOwn,
    coach: answerPulse,
    mentor: answerPulse,
    tutor: answerPulse,
    'programme-lead': totalOfGroup,
    'coach-lead': totalOfGroup,
    'template-author': totalOfGroup,
  },
  rhythm: { coachee: readAlways, coach: readAlways },
  served: {
    ...memberPermissions.served,
    'template-author': totalOfGroup,
  },
  highlight: {
    ...memberPermissions.highlight,
    cohort: readAlways,
    'programme-lead': keep,
    'coach-lead': readAlways,
    'template-author': readAlways,
    host: { write: 'always' },
  },
  'initiative-link': { coachee: keepOwn, 'programme-lead': { count: 'group' } },
  template: {
    ...memberPermissions.template,
    cohort: readAlways,
    'programme-lead': readAlways,
    'coach-lead': readAlways,
    'template-author': keep,
    host: readAlways,
  },
  scorecard: {
    coachee: readAlways,
    coach: readAlways,
    mentor: readAlways,
    tutor: readAlways,
    'programme-lead': readGroup,
    'coach-lead': readGroup,
    'template-author': readGroup,
  },
  'coach-file': { coach: readOwn, 'coach-lead': keep },
  'practice-card': {
    coach: readAndSpeak,
    mentor: readAlways,
    'coach-lead': readAndSpeak,
    'template-author': readAlways,
  },
  entitlement: {
    coachee: readOwn,
    coach: { total: 'always' },
    'programme-lead': keep,
    'coach-lead': { total: 'always' },
  },
  'read-log': { coachee: readAlways },
  'read-mark': {
    ...memberPermissions['read-mark'],
    cohort: markRead,
  },
};

/** Those who hold a function, not a membership, and so have no membership. */
export const functionActors: readonly Actor[] = ['programme-lead', 'coach-lead', 'template-author', 'host'];

/** Whether the table lets this asker do this. Anything it does not know is refused. */
export function isAllowed(question: AccessQuestion, table: PermissionTable = permissions): boolean {
  const { actor, object, action, state } = question;
  // oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare -- a state from outside may be none of ours
  if (state === undefined ? !functionActors.includes(actor) : opensAccess[state] !== true) return false;
  return saysYes(table[object]?.[actor]?.[action], question);
}
