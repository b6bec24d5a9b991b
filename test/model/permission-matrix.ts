import type { AccessQuestion, Action, Actor, PermissionObject } from '../../src/model/access/permissions.js';

/** A right under a condition, said by hand and not by the code that it is held against. */
type Right = (question: AccessQuestion) => boolean;
type Rights = Partial<Record<Action, Right>>;

const always: Right = () => true;
const audience: Right = ({ inAudience }) => inAudience;
const own: Right = ({ isOwn }) => isOwn;
const addressed: Right = ({ isAddressed }) => isAddressed === true;
const consented: Right = ({ hasConsent }) => hasConsent === true;
const answered: Right = ({ bothAnswered }) => bothAnswered === true;
const atLeastFive: Right = ({ groupSize }) => groupSize !== undefined && groupSize >= 5;
const both =
  (a: Right, b: Right): Right =>
  (question) =>
    a(question) && b(question);

const columns = [
  'coachee',
  'coach',
  'mentor / tutor',
  'sponsor',
  'companion-inside',
  'companion-outside',
  'cohort',
  'programme-lead',
  'coach-lead',
  'template-author',
  'host',
] as const;

/** The matrix of the concept, cell by cell. R read, W write, N narrow or hide, P propose, – none, aud only inside the audience. */
const matrix: Record<Exclude<PermissionObject, 'read-mark' | 'move-proposal'>, string> = {
  journey: 'R W | R, adapt | R aud | – | R title of asked step | same | – | – | – | – | R "step due" if person allows',
  'self-reflection': 'R W | – | – | – | – | – | – | – | – | – | –',
  answer: 'R W N | R aud | R aud | – | R aud | R aud | – | – | – | – | –',
  topic: 'R W N | R W aud, P move | R W aud | W when addressed | R W aud | R W aud | R W own cohort | – | – | – | –',
  synthesis: 'R, N | R W | R aud | – | R aud | R aud | – | – | – | – | –',
  goal: 'R W | R W aud | R aud | R facts chosen | – | – | – | – | – | – | –',
  challenge: 'R W | R W aud | R W aud | – | R W aud | R W aud | – | – | – | – | –',
  circle: 'R W | R | R | – | R first names | R first names | – | – | – | – | –',
  'guide-note': 'count only (content through access request) | own | own | own | – | – | – | – | – | – | –',
  'alliance-pulse': 'R own | R own, after both answered | same | – | – | – | – | k ≥ 5 | k ≥ 5 | k ≥ 5 | –',
  rhythm: 'R | R | – | – | – | – | – | – | – | – | –',
  served: 'R W | R | R own | – | R own | R own | – | – | – | totals per step, k ≥ 5 | –',
  highlight: 'R | R | R | R | – | – | R | R W | R | R | W feed',
  harvest: 'R W N | R aud | R aud | – | R aud | R aud | – | – | – | – | –',
  'initiative-link': 'W own | – | – | – | – | – | – | count k ≥ 5 | – | – | –',
  template: 'R | R, P change | R | R | – | – | R | R | R | R W | R',
  scorecard: 'R | R | R | – | – | – | – | R k ≥ 5 | R k ≥ 5 | R k ≥ 5 | –',
  'coach-file': '– | own R | – | – | – | – | – | – | R W | – | –',
  'practice-card': '– | R W | R (mentors) | – | – | – | – | – | R W | R | –',
  entitlement: 'own R | load only | – | – | – | – | – | R W (name, dates) | R load | – | –',
  'read-log': 'R | – | – | – | – | – | – | – | – | – | –',
};

/** What carries no author's name, so that writing it is not writing in somebody's place. */
const unsigned: readonly PermissionObject[] = [
  'journey',
  'circle',
  'highlight',
  'template',
  'coach-file',
  'entitlement',
];

/** What the words of a cell mean. `write` is made "one's own" below for what is signed. */
const meanings: Record<string, Rights> = {
  '–': {},
  R: { read: always },
  'R W': { read: always, write: always },
  'R W N': { read: always, write: always, narrow: always },
  'R, N': { read: always, narrow: always },
  'R, adapt': { read: always, adapt: always },
  'R aud': { read: audience },
  'R W aud': { read: audience, write: audience },
  'R W aud, P move': { read: audience, write: audience, propose: audience },
  'R W own cohort': { read: audience, write: audience },
  'W when addressed': { write: addressed },
  'R title of asked step': { name: addressed },
  'R "step due" if person allows': { name: consented },
  'R first names': { name: always },
  'R facts chosen': { read: audience },
  'R own': { read: own },
  'own R': { read: own },
  own: { read: own, write: own },
  'W own': { write: own },
  'R own, after both answered': { read: both(own, answered) },
  'count only (content through access request)': { count: always },
  'count k ≥ 5': { count: atLeastFive },
  'k ≥ 5': { total: atLeastFive },
  'totals per step, k ≥ 5': { total: atLeastFive },
  'R k ≥ 5': { read: atLeastFive },
  'load only': { total: always },
  'R load': { total: always },
  'R, P change': { read: always, propose: always },
  'W feed': { write: always },
  'R W (name, dates)': { read: always, write: always },
};

/** What the matrix leaves open, as settled in the comment of the table. */
const settled: Partial<Record<PermissionObject, Partial<Record<Actor, Rights>>>> = {
  journey: {
    coachee: { name: always },
    coach: { name: always },
    mentor: { name: audience },
    tutor: { name: audience },
  },
  circle: { coachee: { name: always }, coach: { name: always }, mentor: { name: always }, tutor: { name: always } },
  'self-reflection': { coachee: { read: own } },
  topic: { coachee: { move: always }, coach: { move: audience }, sponsor: { read: addressed } },
  challenge: {
    coachee: { move: always },
    coach: { move: audience },
    mentor: { move: audience },
    tutor: { move: audience },
    'companion-inside': { move: audience },
    'companion-outside': { move: audience },
  },
  'initiative-link': { coachee: { read: own } },
  'alliance-pulse': { coachee: { write: own }, coach: { write: own }, mentor: { write: own }, tutor: { write: own } },
  'read-mark': {
    coachee: { read: always, write: audience },
    coach: { read: own, write: audience },
    mentor: { read: own, write: audience },
    tutor: { read: own, write: audience },
    sponsor: { read: own, write: audience },
    'companion-inside': { read: own, write: audience },
    'companion-outside': { read: own, write: audience },
    cohort: { read: own, write: audience },
  },
  'move-proposal': {
    coachee: { read: always },
    coach: { read: own },
    mentor: { read: own },
    tutor: { read: own },
    'companion-inside': { read: own },
    'companion-outside': { read: own },
  },
};

const onTheRope: readonly Actor[] = [
  'coachee',
  'coach',
  'mentor',
  'tutor',
  'sponsor',
  'companion-inside',
  'companion-outside',
  'cohort',
];

function cellOf(object: PermissionObject, actor: Actor): Rights {
  if (object === 'read-mark' || object === 'move-proposal') return {};
  const cells = matrix[object].split(' | ');
  if (cells.length !== columns.length) throw new Error(`${object} has ${cells.length} cells`);
  const column = actor === 'mentor' || actor === 'tutor' ? 'mentor / tutor' : actor;
  const at = columns.indexOf(column);
  const words = cells[at] === 'same' ? cells[at - 1] : cells[at];
  if (words === 'R (mentors)') return actor === 'mentor' ? { read: always } : {};
  const meaning = meanings[words ?? ''];
  if (!meaning) throw new Error(`"${words}" has no meaning`);
  return meaning;
}

/** Answers every question about one cell as the concept does. */
export function expectationOf({ object, actor, action }: Pick<AccessQuestion, 'object' | 'actor' | 'action'>): Right {
  const right = { ...cellOf(object, actor), ...settled[object]?.[actor] }[action];
  if (!right) return () => false;
  const isRope = onTheRope.includes(actor);
  const needsName = action === 'write' && !unsigned.includes(object);
  return (question) =>
    (question.state === 'active' || (!isRope && question.state === undefined)) &&
    right(question) &&
    (!needsName || question.isOwn);
}
