import type { Audience } from '../../src/model/access/audience.js';
import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import type { RecordType } from '../../src/model/record.js';
import { spaceOf } from '../../src/model/access/space.js';
import type { ProvisionedRecord } from '../../server/index.js';
import { type TestOp, chosen, circle, guides, journeyRecord, pair, words } from './support.js';

/** Who asks: the columns of the table, in its order. */
export const askers = [
  { person: 'ines', place: 'm-ines', role: 'coachee', home: 'company' },
  { person: 'marc', place: 'm-marc', role: 'coach', home: 'company' },
  { person: 'genevieve', place: 'm-genevieve', role: 'mentor', home: 'company' },
  { person: 'yann', place: 'm-yann', role: 'tutor', home: 'company' },
  { person: 'sofia', place: 'm-sofia', role: 'companion', home: 'company' },
  { person: 'hana', place: 'm-hana', role: 'companion', home: 'outside' },
  { person: 'pia', place: 'm-pia', role: 'peer', home: 'outside' },
  { person: 'serge', place: 'm-serge', role: 'sponsor', home: 'company' },
] as const;
export type Asker = (typeof askers)[number];

/** What one kind of operation on one kind of record needs to be there, and what is sent. `id` is of its own for each row. */
interface Row {
  readonly kind: RecordType | 'membership command' | 'journey command' | 'audience command' | 'other command';
  readonly what: string;
  /** By hand, from the matrix of the concept: `Y` or `.` for each asker of `askers`, while their place is active. */
  readonly may: string;
  readonly has?: (id: string, asker: Asker) => readonly ProvisionedRecord[];
  readonly op: (id: string, asker: Asker) => TestOp;
  /** It changes what the other rows stand on, so it has a journey to itself, in this state. */
  readonly apart?: 'active' | 'proposed' | 'paused' | 'closing';
  /** It may be done by a paused place too: whatever paused it, or only where its own person did. */
  readonly whilePaused?: 'always' | 'by oneself';
}

const noon = '2026-09-18T12:00:00.000Z';
const J = 'J';
const body = { text: 'a word' };
const own = ({ role, place }: Asker): Audience => pair(role === 'coachee' ? 'm-marc' : place);
/** Zoe is a companion who asks for nothing herself. */
const withZoe = ({ place }: Asker): Audience => chosen('m-zoe', place);
const zoes = pair('m-zoe');
const home = (audience: Audience): string => spaceOf(J, audience, '');

const set = (t: string, id: string, space: string, f: Record<string, unknown>): TestOp => ({
  k: 'set',
  t,
  id,
  space,
  f,
});
const put = (t: string, id: string, audience: Audience, f: Record<string, unknown>): TestOp =>
  set(t, id, home(audience), { by: 'somebody', at: noon, audience, ...f });
const remove =
  (t: string) =>
  (id: string): TestOp => ({ k: 'del', t, id });
const command = (name: string, args: Record<string, unknown>): TestOp => ({ k: 'do', name, args });
const edit =
  (t: string, f: Record<string, unknown>, audience: Audience | ((asker: Asker) => Audience) = circle) =>
  (id: string, asker: Asker): TestOp =>
    set(t, id, home(typeof audience === 'function' ? audience(asker) : audience), f);

const record = (type: RecordType, id: string, by: string, audience: Audience, f: object): ProvisionedRecord => ({
  type,
  id,
  fields: { ...words(by, audience, id), ...f },
});
const topic = (id: string, by: string, audience: Audience): ProvisionedRecord =>
  record('topic', id, by, audience, { state: 'open', pinned: false });
const voice = (id: string, by: string, audience: Audience, under: string, kind = 'story'): ProvisionedRecord =>
  record('contribution', id, by, audience, { topic: under, kind });
const challenge = (id: string, by: string, audience: Audience): ProvisionedRecord =>
  record('challenge', id, by, audience, { state: 'raised' });
const answer = (id: string, audience: Audience): ProvisionedRecord =>
  record('answer', id, 'ines', audience, { step: 'start', prompt: 'p' });
const goal = (id: string, audience: Audience): ProvisionedRecord => ({
  type: 'goal',
  id,
  fields: { ...goalFields, audience },
});
const goalFields = {
  title: 'x',
  levels: { '-2': 'a', '-1': 'b', 0: 'c', 1: 'd', 2: 'e' },
  importance: 1,
  difficulty: 1,
  baseline: -1,
};
const rating = (id: string, by: string, of: string, audience: Audience): ProvisionedRecord => ({
  type: 'goalRating',
  id,
  fields: { goal: of, by, at: noon, level: 1, audience },
});
const ifThen = (id: string, audience: Audience): ProvisionedRecord => ({
  type: 'ifThen',
  id,
  fields: { by: 'ines', at: noon, if: 'x', then: 'y', tried: [], audience },
});
const served = (id: string, of: string): ProvisionedRecord =>
  record('served', id, 'ines', chosen('m-zoe', 'm-marc'), { contribution: of });
const note = (id: string, by: string): ProvisionedRecord => ({
  type: 'note',
  id,
  fields: { by, at: noon, body },
});
const step = (id: string, space: string): ProvisionedRecord => ({
  type: 'stepRun',
  id: `J_${id}`,
  space: `J/${space}`,
  fields: { step: id, state: 'open', plannedFor: '2026-09-07' },
});
const adaptation = (id: string): ProvisionedRecord => ({
  type: 'adaptation',
  id,
  fields: { by: 'marc', at: noon, op: 'skip', target: 'start', reason: 'rest' },
});
const event = (id: string): ProvisionedRecord => ({
  type: 'highlightRun',
  id,
  fields: {
    highlight: 'h',
    kind: 'training',
    title: { en: 'x', fr: 'x' },
    startsOn: '2026-11-24',
    days: 2,
    timeZone: 'Europe/Paris',
    state: 'announced',
  },
});
const invitation = (id: string): ProvisionedRecord => ({
  type: 'invitation',
  id,
  fields: {
    journey: J,
    role: 'companion',
    words: 'Would you?',
    hope: 'x',
    offer: 'y',
    locale: 'fr',
    home: 'outside',
    hiddenFromCompany: true,
    state: 'sent',
    at: noon,
    expiresAt: noon,
    member: 'm-new',
  },
});
const mark = (item: string, by: string): ProvisionedRecord => ({
  type: 'readMark',
  id: readMarkIdOf(item, `m-${by}`),
  fields: { item, by, at: noon },
});
const proposal = (id: string, item: string, from: Audience): ProvisionedRecord => ({
  type: 'moveProposal',
  id,
  fields: { item, by: 'marc', at: noon, from, to: circle, answers: [] },
});
const zoesTopicWith = (id: string, asker: Asker): readonly ProvisionedRecord[] => [topic(id, 'zoe', withZoe(asker))];
const markSpace = ({ role, place }: Asker): string => home(role === 'coachee' ? zoes : chosen(place, 'm-zoe'));
const membership = {
  person: 'claire',
  role: 'coach',
  state: 'active',
  displayName: 'C',
  home: 'company',
  since: '2026-09-07',
  timeZone: 'Europe/Madrid',
  locale: 'fr',
  hiddenFromCompany: false,
};
const member = { person: 'claire', role: 'coach', state: 'active', name: 'C', timeZone: 'Europe/Madrid' };

const everybody = 'Y Y Y Y Y Y Y Y';
const theCircle = 'Y Y Y Y Y Y Y .';
const theGuides = 'Y Y Y Y . . . .';
const bothOfThem = 'Y Y . . . . . .';
const thePerson = 'Y . . . . . . .';
const theCoach = '. Y . . . . . .';
const others = '. Y Y Y Y Y Y Y';
const nobody = '. . . . . . . .';

/** Who may push what. A company has no membership and so no column: it may nothing, as those who have left. */
export const rows: readonly Row[] = [
  // Making
  {
    kind: 'topic',
    what: 'make for the circle',
    may: theCircle,
    op: (id) => put('topic', id, circle, { body, state: 'open', pinned: false }),
  },
  {
    kind: 'topic',
    what: 'make for the guides',
    may: theGuides,
    op: (id) => put('topic', id, guides, { body, state: 'open', pinned: false }),
  },
  {
    kind: 'topic',
    what: 'make in their own pair',
    may: everybody,
    op: (id, asker) => put('topic', id, own(asker), { body, state: 'open', pinned: false }),
  },
  {
    kind: 'topic',
    what: 'make in the pair of others',
    may: thePerson,
    op: (id) => put('topic', id, zoes, { body, state: 'open', pinned: false }),
  },
  {
    kind: 'topic',
    what: 'make for chosen readers, themself among them',
    may: everybody,
    op: (id, asker) => put('topic', id, withZoe(asker), { body, state: 'open', pinned: false }),
  },
  {
    kind: 'topic',
    what: 'send what is for oneself',
    may: nobody,
    op: (id, { person }) =>
      set('topic', id, `J/self:${person}`, {
        by: person,
        at: noon,
        audience: { kind: 'self' },
        body,
        state: 'open',
        pinned: false,
      }),
  },
  {
    kind: 'topic',
    what: 'make and pin',
    may: bothOfThem,
    op: (id) => put('topic', id, circle, { body, state: 'open', pinned: true }),
  },
  {
    kind: 'topic',
    what: 'make elsewhere than its audience says',
    may: nobody,
    op: (id, asker) => ({ ...put('topic', id, own(asker), { body, state: 'open', pinned: false }), space: 'J/circle' }),
  },
  {
    kind: 'contribution',
    what: 'answer in the circle',
    may: theCircle,
    has: (id) => [topic(`${id}-t`, 'zoe', circle)],
    op: (id) => put('contribution', id, circle, { body, topic: `${id}-t`, kind: 'story' }),
  },
  {
    kind: 'contribution',
    what: 'answer who asked them',
    may: everybody,
    has: (id, asker) => [topic(`${id}-t`, 'ines', own(asker))],
    op: (id, asker) => put('contribution', id, own(asker), { body, topic: `${id}-t`, kind: 'story' }),
  },
  {
    kind: 'contribution',
    what: 'answer in the pair of others',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'zoe', zoes)],
    op: (id) => put('contribution', id, zoes, { body, topic: `${id}-t`, kind: 'story' }),
  },
  {
    kind: 'contribution',
    what: 'answer wider than what is asked',
    may: nobody,
    has: (id, asker) => [topic(`${id}-t`, 'ines', own(asker))],
    op: (id) => put('contribution', id, circle, { body, topic: `${id}-t`, kind: 'story' }),
  },
  {
    kind: 'contribution',
    what: 'make a synthesis',
    may: theCoach,
    has: (id) => [topic(`${id}-t`, 'zoe', circle)],
    op: (id) => put('contribution', id, circle, { body, topic: `${id}-t`, kind: 'synthesis' }),
  },
  {
    kind: 'contribution',
    what: 'make a harvest',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'zoe', circle)],
    op: (id) => put('contribution', id, circle, { body, topic: `${id}-t`, kind: 'harvest' }),
  },
  {
    kind: 'challenge',
    what: 'make for the circle',
    may: theCircle,
    op: (id) => put('challenge', id, circle, { body, state: 'raised' }),
  },
  {
    kind: 'challenge',
    what: 'make in their own pair',
    may: theCircle,
    op: (id, asker) => put('challenge', id, own(asker), { body, state: 'raised' }),
  },
  {
    kind: 'answer',
    what: 'make for the guides',
    may: thePerson,
    op: (id) => put('answer', id, guides, { body, step: 'start', prompt: 'p' }),
  },
  {
    kind: 'answer',
    what: 'make in their own pair',
    may: thePerson,
    op: (id, asker) => put('answer', id, own(asker), { body, step: 'start', prompt: 'p' }),
  },
  {
    kind: 'ifThen',
    what: 'make for the guides',
    may: thePerson,
    op: (id) => put('ifThen', id, guides, { if: 'x', then: 'y', tried: [] }),
  },
  { kind: 'goal', what: 'make for the guides', may: bothOfThem, op: (id) => put('goal', id, guides, goalFields) },
  { kind: 'goal', what: 'make for companions too', may: nobody, op: (id) => put('goal', id, circle, goalFields) },
  {
    kind: 'goalRating',
    what: 'make',
    may: bothOfThem,
    has: (id) => [goal(`${id}-g`, guides)],
    op: (id) => put('goalRating', id, guides, { goal: `${id}-g`, level: 1 }),
  },
  {
    kind: 'served',
    what: 'thank',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(`${id}-c`, 'zoe', circle, `${id}-t`)],
    op: (id) => put('served', id, chosen('m-zoe', 'm-marc'), { body, contribution: `${id}-c` }),
  },
  {
    kind: 'readMark',
    what: 'leave in the circle',
    may: theCircle,
    has: (id) => [topic(id, 'zoe', circle)],
    op: (id, asker) => set('readMark', readMarkIdOf(id, asker.place), markSpace(asker), { item: id }),
  },
  {
    kind: 'readMark',
    what: 'leave on what is for them',
    may: everybody,
    has: zoesTopicWith,
    op: (id, asker) => set('readMark', readMarkIdOf(id, asker.place), markSpace(asker), { item: id }),
  },
  {
    kind: 'readMark',
    what: 'leave for another',
    may: nobody,
    has: zoesTopicWith,
    op: (id, asker) => set('readMark', readMarkIdOf(id, 'm-zoe'), markSpace(asker), { item: id }),
  },
  {
    kind: 'readMark',
    what: 'leave in the pair of others',
    may: thePerson,
    has: (id) => [topic(id, 'zoe', zoes)],
    op: (id, asker) => set('readMark', readMarkIdOf(id, asker.place), markSpace(asker), { item: id }),
  },
  {
    kind: 'stepRun',
    what: 'make',
    may: nobody,
    op: (id) => set('stepRun', `J_${id}`, 'J/path', { step: id, state: 'open', plannedFor: '2026-09-07' }),
  },
  {
    kind: 'adaptation',
    what: 'make',
    may: theCoach,
    op: (id) => set('adaptation', id, 'J/path', { op: 'skip', target: 'start', reason: 'x' }),
  },
  {
    kind: 'journey',
    what: 'make',
    may: nobody,
    op: (id) => set('journey', id, 'J/guides', { ...journeyRecord('J').fields }),
  },
  { kind: 'membership', what: 'make', may: nobody, op: (id) => set('membership', id, 'J/guides', membership) },
  { kind: 'member', what: 'make', may: nobody, op: (id) => set('member', id, 'J/circle', member) },
  { kind: 'invitation', what: 'make', may: nobody, op: (id) => set('invitation', id, 'J/guides', { state: 'sent' }) },
  { kind: 'template', what: 'make', may: nobody, op: (id) => set('template', id, 'J/main', {}) },
  {
    kind: 'highlightRun',
    what: 'make',
    may: nobody,
    op: (id) => set('highlightRun', id, 'J/circle', { ...event('x').fields }),
  },
  {
    kind: 'moveProposal',
    what: 'make',
    may: nobody,
    op: (id) => set('moveProposal', id, 'J/circle', { item: 'x', from: guides, to: circle, answers: [] }),
  },
  {
    kind: 'note',
    what: 'keep for themself, on all their devices',
    may: '. Y Y Y . . . Y',
    op: (id, { person }) => set('note', id, `J/own:${person}`, { by: person, at: noon, body }),
  },
  {
    kind: 'note',
    what: 'leave in the space of another',
    may: nobody,
    op: (id, { person }) => set('note', id, 'J/own:zoe', { by: person, at: noon, body }),
  },
  {
    kind: 'note',
    what: 'leave where others read',
    may: nobody,
    op: (id, { person }) => set('note', id, 'J/guides', { by: person, at: noon, body }),
  },
  {
    kind: 'note',
    what: 'change their own',
    may: '. Y Y Y . . . Y',
    has: (id, { person }) => [note(id, person)],
    op: (id, { person }) => set('note', id, `J/own:${person}`, { body: { text: 'thought over' } }),
  },
  {
    kind: 'note',
    what: 'change that of another',
    may: nobody,
    has: (id) => [note(id, 'zoe')],
    op: (id) => set('note', id, 'J/own:zoe', { body }),
  },
  {
    kind: 'note',
    what: 'delete their own',
    may: '. Y Y Y . . . Y',
    has: (id, { person }) => [note(id, person)],
    op: remove('note'),
  },
  {
    kind: 'note',
    what: 'delete that of another',
    may: nobody,
    has: (id) => [note(id, 'zoe')],
    op: remove('note'),
  },
  {
    kind: 'draft',
    what: 'make',
    may: nobody,
    op: (id, { person }) => set('draft', id, `J/self:${person}`, { place: 'x', words: {} }),
  },
  // Changing
  {
    kind: 'topic',
    what: 'change their own words',
    may: everybody,
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: edit('topic', { body }, own),
  },
  {
    kind: 'topic',
    what: 'change the words of another',
    may: nobody,
    has: (id) => [topic(id, 'zoe', circle)],
    op: edit('topic', { body }),
  },
  {
    kind: 'topic',
    what: 'close that of another',
    may: bothOfThem,
    has: (id) => [topic(id, 'zoe', circle)],
    op: edit('topic', { state: 'closed' }),
  },
  {
    kind: 'topic',
    what: 'pin that of another',
    may: bothOfThem,
    has: (id) => [topic(id, 'zoe', circle)],
    op: edit('topic', { pinned: true }),
  },
  {
    kind: 'topic',
    what: 'give their own to more by a field',
    may: nobody,
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: edit('topic', { audience: circle }, own),
  },
  {
    kind: 'contribution',
    what: 'change their own words',
    may: everybody,
    has: (id, asker) => [topic(`${id}-t`, 'ines', own(asker)), voice(id, asker.person, own(asker), `${id}-t`)],
    op: edit('contribution', { body }, own),
  },
  {
    kind: 'contribution',
    what: 'take back their own words',
    may: everybody,
    has: (id, asker) => [topic(`${id}-t`, 'ines', own(asker)), voice(id, asker.person, own(asker), `${id}-t`)],
    op: edit('contribution', { withdrawnAt: noon }, own),
  },
  {
    kind: 'contribution',
    what: 'change the words of another',
    may: nobody,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(id, 'zoe', circle, `${id}-t`)],
    op: edit('contribution', { body }),
  },
  {
    kind: 'contribution',
    what: 'take back the words of another',
    may: nobody,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(id, 'zoe', circle, `${id}-t`)],
    op: edit('contribution', { withdrawnAt: noon }),
  },
  {
    kind: 'contribution',
    what: 'hide the words of another',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(id, 'zoe', circle, `${id}-t`)],
    op: edit('contribution', { hiddenAt: noon }),
  },
  {
    kind: 'challenge',
    what: 'say of that of another that it was seen',
    may: theCircle,
    has: (id) => [challenge(id, 'zoe', circle)],
    op: edit('challenge', { state: 'seen' }),
  },
  {
    kind: 'challenge',
    what: 'change the words of another',
    may: nobody,
    has: (id) => [challenge(id, 'zoe', circle)],
    op: edit('challenge', { body }),
  },
  {
    kind: 'challenge',
    what: 'say that one in the pair of others was seen',
    may: thePerson,
    has: (id) => [challenge(id, 'zoe', zoes)],
    op: edit('challenge', { state: 'seen' }, zoes),
  },
  {
    kind: 'answer',
    what: 'change',
    may: thePerson,
    has: (id) => [answer(id, guides)],
    op: edit('answer', { body }, guides),
  },
  {
    kind: 'goal',
    what: 'change',
    may: bothOfThem,
    has: (id) => [goal(id, guides)],
    op: edit('goal', { title: 'y' }, guides),
  },
  {
    kind: 'goalRating',
    what: 'change that of the coach',
    may: theCoach,
    has: (id) => [goal(`${id}-g`, guides), rating(id, 'marc', `${id}-g`, guides)],
    op: edit('goalRating', { level: 2 }, guides),
  },
  {
    kind: 'ifThen',
    what: 'change',
    may: thePerson,
    has: (id) => [ifThen(id, guides)],
    op: edit('ifThen', { then: 'z' }, guides),
  },
  {
    kind: 'served',
    what: 'change',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(`${id}-c`, 'zoe', circle, `${id}-t`), served(id, `${id}-c`)],
    op: edit('served', { body }, chosen('m-zoe', 'm-marc')),
  },
  {
    kind: 'stepRun',
    what: 'finish',
    may: thePerson,
    has: (id) => [step(id, 'path')],
    op: (id) => set('stepRun', `J_${id}`, 'J/path', { state: 'done' }),
  },
  {
    kind: 'stepRun',
    what: 'finish one that the guides read',
    may: thePerson,
    has: (id) => [step(id, 'guides')],
    op: (id) => set('stepRun', `J_${id}`, 'J/guides', { state: 'done' }),
  },
  {
    kind: 'stepRun',
    what: 'plan',
    may: theCoach,
    has: (id) => [step(id, 'path')],
    op: (id) => set('stepRun', `J_${id}`, 'J/path', { plannedFor: '2027-01-01' }),
  },
  {
    kind: 'adaptation',
    what: 'change',
    may: theCoach,
    has: (id) => [adaptation(id)],
    op: (id) => set('adaptation', id, 'J/path', { reason: 'y' }),
  },
  {
    kind: 'readMark',
    what: 'move to another item',
    may: nobody,
    has: (id, asker) => [topic(id, 'zoe', circle), mark(id, asker.person)],
    op: (id, asker) => set('readMark', readMarkIdOf(id, asker.place), markSpace(asker), { item: 'x' }),
  },
  { kind: 'journey', what: 'change', may: nobody, op: () => set('journey', 'J', 'J/guides', { state: 'closed' }) },
  {
    kind: 'membership',
    what: 'change their own',
    may: nobody,
    op: (_id, { place }) => set('membership', place, 'J/guides', { role: 'coach' }),
  },
  {
    kind: 'member',
    what: 'change their own',
    may: nobody,
    op: (_id, { place }) => set('member', place, 'J/circle', { name: 'y' }),
  },
  {
    kind: 'invitation',
    what: 'change',
    may: nobody,
    has: (id) => [invitation(id)],
    op: (id) => set('invitation', id, 'J/guides', { state: 'revoked' }),
  },
  {
    kind: 'highlightRun',
    what: 'change',
    may: nobody,
    has: (id) => [event(id)],
    op: (id) => set('highlightRun', id, 'J/circle', { state: 'cancelled' }),
  },
  {
    kind: 'moveProposal',
    what: 'change',
    may: nobody,
    has: (id, asker) => [topic(`${id}-t`, 'zoe', withZoe(asker)), proposal(id, `${id}-t`, withZoe(asker))],
    op: (id) => set('moveProposal', id, home(chosen('m-marc', 'm-zoe')), { answers: [] }),
  },
  // Deleting
  {
    kind: 'topic',
    what: 'delete their own',
    may: everybody,
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: remove('topic'),
  },
  {
    kind: 'topic',
    what: 'delete their own that another answered',
    may: nobody,
    has: (id, asker) => [topic(id, asker.person, withZoe(asker)), voice(`${id}-c`, 'zoe', withZoe(asker), id)],
    op: remove('topic'),
  },
  {
    kind: 'topic',
    what: 'delete that of another',
    may: nobody,
    has: (id) => [topic(id, 'zoe', circle)],
    op: remove('topic'),
  },
  {
    kind: 'contribution',
    what: 'delete their own',
    may: everybody,
    has: (id, asker) => [topic(`${id}-t`, 'ines', own(asker)), voice(id, asker.person, own(asker), `${id}-t`)],
    op: remove('contribution'),
  },
  {
    kind: 'contribution',
    what: 'delete that of another',
    may: nobody,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(id, 'zoe', circle, `${id}-t`)],
    op: remove('contribution'),
  },
  {
    kind: 'challenge',
    what: 'delete their own',
    may: theCircle,
    has: (id, asker) => [challenge(id, asker.role === 'sponsor' ? 'zoe' : asker.person, circle)],
    op: remove('challenge'),
  },
  { kind: 'answer', what: 'delete', may: thePerson, has: (id) => [answer(id, guides)], op: remove('answer') },
  { kind: 'goal', what: 'delete', may: thePerson, has: (id) => [goal(id, guides)], op: remove('goal') },
  {
    kind: 'goalRating',
    what: 'delete that of the coach',
    may: theCoach,
    has: (id) => [goal(`${id}-g`, guides), rating(id, 'marc', `${id}-g`, guides)],
    op: remove('goalRating'),
  },
  { kind: 'ifThen', what: 'delete', may: thePerson, has: (id) => [ifThen(id, guides)], op: remove('ifThen') },
  {
    kind: 'served',
    what: 'delete',
    may: thePerson,
    has: (id) => [topic(`${id}-t`, 'ines', circle), voice(`${id}-c`, 'zoe', circle, `${id}-t`), served(id, `${id}-c`)],
    op: remove('served'),
  },
  { kind: 'adaptation', what: 'delete', may: theCoach, has: (id) => [adaptation(id)], op: remove('adaptation') },
  {
    kind: 'readMark',
    what: 'delete their own',
    may: everybody,
    has: (id, asker) => [topic(id, 'zoe', withZoe(asker)), mark(id, asker.person)],
    op: (id, { place }) => remove('readMark')(readMarkIdOf(id, place)),
  },
  {
    kind: 'readMark',
    what: 'delete that of another',
    may: nobody,
    has: (id) => [topic(id, 'ines', circle), mark(id, 'zoe')],
    op: (id) => remove('readMark')(readMarkIdOf(id, 'm-zoe')),
  },
  {
    kind: 'stepRun',
    what: 'delete',
    may: nobody,
    has: (id) => [step(id, 'path')],
    op: (id) => remove('stepRun')(`J_${id}`),
  },
  { kind: 'journey', what: 'delete', may: nobody, op: () => remove('journey')('J') },
  { kind: 'membership', what: 'delete', may: nobody, op: () => remove('membership')('m-zoe') },
  { kind: 'member', what: 'delete', may: nobody, op: () => remove('member')('m-zoe') },
  { kind: 'invitation', what: 'delete', may: nobody, has: (id) => [invitation(id)], op: remove('invitation') },
  { kind: 'highlightRun', what: 'delete', may: nobody, has: (id) => [event(id)], op: remove('highlightRun') },
  {
    kind: 'moveProposal',
    what: 'delete',
    may: nobody,
    has: (id, asker) => [topic(`${id}-t`, 'zoe', withZoe(asker)), proposal(id, `${id}-t`, withZoe(asker))],
    op: remove('moveProposal'),
  },
  { kind: 'draft', what: 'delete', may: nobody, op: remove('draft') },
  // Commands
  {
    kind: 'audience command',
    what: 'narrow their own',
    may: theCircle,
    has: (id, asker) => [topic(id, asker.role === 'sponsor' ? 'zoe' : asker.person, circle)],
    op: (id, asker) => command('audience.narrow', { type: 'topic', id, audience: own(asker) }),
  },
  {
    kind: 'audience command',
    what: 'narrow that of another',
    may: thePerson,
    has: (id) => [topic(id, 'zoe', circle)],
    op: (id) => command('audience.narrow', { type: 'topic', id, audience: zoes }),
  },
  {
    kind: 'audience command',
    what: 'narrow their own to more',
    may: nobody,
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: (id) => command('audience.narrow', { type: 'topic', id, audience: circle }),
  },
  {
    kind: 'audience command',
    what: 'widen their own',
    may: thePerson,
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: (id) => command('audience.widen', { type: 'topic', id, audience: circle }),
  },
  {
    kind: 'audience command',
    what: 'widen that of another',
    may: nobody,
    has: zoesTopicWith,
    op: (id) => command('audience.widen', { type: 'topic', id, audience: circle }),
  },
  {
    kind: 'audience command',
    what: 'propose to widen their own',
    may: '. Y Y Y Y Y Y .',
    has: (id, asker) => [topic(id, asker.person, own(asker))],
    op: (id) => command('audience.propose', { proposal: `${id}-p`, type: 'topic', id, audience: circle }),
  },
  {
    kind: 'audience command',
    what: 'propose to widen that of another',
    may: bothOfThem,
    has: zoesTopicWith,
    op: (id) => command('audience.propose', { proposal: `${id}-p`, type: 'topic', id, audience: circle }),
  },
  {
    kind: 'audience command',
    what: 'say yes to a proposal of the coach',
    may: thePerson,
    has: (id) => [
      topic(`${id}-t`, 'zoe', chosen('m-zoe', 'm-marc')),
      proposal(id, `${id}-t`, chosen('m-zoe', 'm-marc')),
    ],
    op: (id) => command('audience.answer', { id, isYes: true }),
  },
  {
    kind: 'audience command',
    what: 'say no to a proposal of the coach',
    may: bothOfThem,
    has: (id) => [
      topic(`${id}-t`, 'zoe', chosen('m-zoe', 'm-marc')),
      proposal(id, `${id}-t`, chosen('m-zoe', 'm-marc')),
    ],
    op: (id) => command('audience.answer', { id, isYes: false }),
  },
  {
    kind: 'membership command',
    what: 'pause the place of another',
    may: thePerson,
    apart: 'active',
    op: () => command('membership.pause', { id: 'm-zoe' }),
  },
  {
    kind: 'membership command',
    what: 'end the place of another',
    may: thePerson,
    apart: 'active',
    op: () => command('membership.end', { id: 'm-zoe' }),
  },
  {
    kind: 'membership command',
    what: 'end the place of another and take back their words',
    may: nobody,
    op: () => command('membership.end', { id: 'm-zoe', words: 'withdraw' }),
  },
  {
    kind: 'membership command',
    what: 'resume the paused place of another',
    may: thePerson,
    apart: 'active',
    op: () => command('membership.resume', { id: 'm-nour' }),
  },
  {
    kind: 'membership command',
    what: 'pause their own place',
    may: others,
    apart: 'active',
    op: (_id, { place }) => command('membership.pause', { id: place }),
  },
  {
    kind: 'membership command',
    what: 'resume their own place',
    may: others,
    apart: 'active',
    whilePaused: 'by oneself',
    op: (_id, { place }) => command('membership.resume', { id: place }),
  },
  {
    kind: 'membership command',
    what: 'end their own place',
    may: others,
    apart: 'active',
    whilePaused: 'always',
    op: (_id, { place }) => command('membership.end', { id: place }),
  },
  {
    kind: 'membership command',
    what: 'end their own place and take back their words',
    may: others,
    apart: 'active',
    whilePaused: 'always',
    op: (_id, { place }) => command('membership.end', { id: place, words: 'withdraw' }),
  },
  {
    kind: 'membership command',
    what: 'say their own hours',
    may: everybody,
    op: (_id, { place }) => command('membership.hours', { id: place, hours: null }),
  },
  {
    kind: 'membership command',
    what: 'say the hours of another',
    may: nobody,
    op: () => command('membership.hours', { id: 'm-zoe', hours: null }),
  },
  {
    kind: 'membership command',
    what: 'say their own time zone',
    may: everybody,
    op: (_id, { place }) => command('membership.zone', { id: place, timeZone: 'Asia/Seoul' }),
  },
  {
    kind: 'membership command',
    what: 'say the time zone of another',
    may: nobody,
    op: () => command('membership.zone', { id: 'm-zoe', timeZone: 'Asia/Seoul' }),
  },
  { kind: 'journey command', what: 'start', may: thePerson, apart: 'proposed', op: () => command('journey.start', {}) },
  { kind: 'journey command', what: 'pause', may: thePerson, apart: 'active', op: () => command('journey.pause', {}) },
  { kind: 'journey command', what: 'resume', may: thePerson, apart: 'paused', op: () => command('journey.resume', {}) },
  {
    kind: 'journey command',
    what: 'conclude',
    may: thePerson,
    apart: 'active',
    op: () => command('journey.conclude', {}),
  },
  { kind: 'journey command', what: 'close', may: thePerson, apart: 'closing', op: () => command('journey.close', {}) },
  { kind: 'journey command', what: 'stop', may: bothOfThem, apart: 'active', op: () => command('journey.stop', {}) },
  {
    kind: 'other command',
    what: 'take back a change that was not sent',
    may: everybody,
    op: () => command('change.withdraw', {}),
  },
  { kind: 'other command', what: 'one that there is not', may: nobody, op: () => command('journey.erase', {}) },
];

/** Who reads what by a pull while their place is active: kind of record, what it is, who, and the record. */
export const reads: readonly (readonly [what: string, may: string, record: ProvisionedRecord])[] = [
  ['the journey', theGuides, journeyRecord(J)],
  ['a place in full', theGuides, { type: 'membership', id: 'm-zoe', fields: {} }],
  ['a member by their first name', theCircle, { type: 'member', id: 'm-zoe', fields: {} }],
  ['an invitation', theGuides, invitation('see-invitation')],
  ['the template', 'Y Y Y Y . . . Y', { type: 'template', id: 'first-time-manager', fields: {} }],
  ['a step of the two', bothOfThem, step('see-path', 'path')],
  ['a step of the guides', theGuides, step('see-guides', 'guides')],
  // The matrix has no companion here and a sponsor: events live in the space of the circle.
  ['an event of the company', theCircle, event('see-event')],
  ['an adaptation', bothOfThem, adaptation('see-adaptation')],
  ['an answer for the guides', theGuides, answer('see-answer-guides', guides)],
  ['an answer for the circle', theCircle, answer('see-answer-circle', circle)],
  ['an answer for the coach', bothOfThem, answer('see-answer-pair', pair('m-marc'))],
  ['a topic of the circle', theCircle, topic('see-topic-circle', 'ines', circle)],
  ['a topic of the guides', theGuides, topic('see-topic-guides', 'ines', guides)],
  ['a topic for the sponsor', 'Y . . . . . . Y', topic('see-topic-sponsor', 'ines', pair('m-serge'))],
  ['a topic for chosen readers', 'Y . . Y . . . .', topic('see-topic-chosen', 'ines', chosen('m-zoe', 'm-yann'))],
  ['a topic for a cohort', thePerson, topic('see-topic-cohort', 'ines', { kind: 'cohort', cohort: 'autumn' })],
  ['a voice in the circle', theCircle, voice('see-voice-circle', 'zoe', circle, 'see-topic-circle')],
  ['a voice for one', 'Y . . . . Y . .', voice('see-voice-pair', 'hana', pair('m-hana'), 'see-topic-circle')],
  ['a synthesis', theCircle, voice('see-synthesis', 'marc', circle, 'see-topic-circle', 'synthesis')],
  ['a harvest', theGuides, voice('see-harvest', 'ines', guides, 'see-topic-circle', 'harvest')],
  ['thanks to somebody else', bothOfThem, served('see-served', 'see-voice-circle')],
  ['a challenge in the circle', theCircle, challenge('see-challenge-circle', 'ines', circle)],
  ['a challenge for the coach', bothOfThem, challenge('see-challenge-pair', 'ines', pair('m-marc'))],
  ['the mark of a companion on words of the person', 'Y . . . . Y . .', mark('see-topic-circle', 'hana')],
  ['the mark of a companion on words of another', 'Y . . . . Y . .', mark('see-voice-circle', 'hana')],
  ['a goal for the guides', theGuides, goal('see-goal-guides', guides)],
  ['a goal for the coach', bothOfThem, goal('see-goal-pair', pair('m-marc'))],
  ['a rating', theGuides, rating('see-rating', 'marc', 'see-goal-guides', guides)],
  ['a plan for the coach', bothOfThem, ifThen('see-plan', pair('m-marc'))],
  ['a note of the coach', theCoach, note('see-note', 'marc')],
  ['a proposal of the coach', bothOfThem, proposal('see-proposal', 'see-proposed', chosen('m-zoe', 'm-marc'))],
];

/** What `reads` stands on and nobody asks for by itself. */
export const alsoThere: readonly ProvisionedRecord[] = [topic('see-proposed', 'zoe', chosen('m-zoe', 'm-marc'))];

/** Whether a line of the table says yes to an asker. */
export const says = (may: string, column: number): boolean => may.split(' ')[column] === 'Y';
