// One journey as a coach's device holds it, the same at each call: 3,400 records whose fields the model accepts.
import firstTimeManager from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import peerOnboarding from '../../demo/content/templates/peer-onboarding.json' with { type: 'json' };
import womenInTech from '../../demo/content/templates/women-in-tech-mentoring.json' with { type: 'json' };
import { coach, dayMs, membershipIdOf, nowMs, templateId, templateJourney, templateVersion } from './constants.mjs';
import { rareSentence, sentences } from './sentences.mjs';

const startMs = Date.parse('2026-01-12T08:00:00Z');
const counts = { topics: 24, challenges: 6, contributions: 770, marks: 2_400, ratings: 120, events: 27, steps: 40 };
const roles = [
  'coachee',
  'coach',
  'mentor',
  'tutor',
  'sponsor',
  'peer',
  'companion',
  'companion',
  'companion',
  'companion',
  'companion',
  'companion',
];
const names = [
  'Inès',
  'Marc',
  'Geneviève',
  'Malik',
  'Claude',
  'Sarah',
  'Hana',
  'Paul',
  'Ángela',
  'Noor',
  'Tomás',
  'Lucie',
];
const kinds = [
  'advice',
  'suggestion',
  'encouragement',
  'moment',
  'story',
  'question',
  'answer',
  'learning',
  'practice',
];
const eventKinds = ['strategy', 'training', 'personality-test', 'skills-assessment', 'review', 'survey', 'ritual'];

export const journeyIdOf = (index) => `journey-${String(index).padStart(2, '0')}`;

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
function createDice(seed) {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const stampAt = (ms) => `${Math.floor(ms).toString(16).padStart(12, '0')}0000`;
const instant = (ms) => new Date(ms).toISOString();
const date = (ms) => instant(ms).slice(0, 10);
const stepsOfAll = [firstTimeManager, peerOnboarding, womenInTech].flatMap(({ id, steps }) =>
  steps.map((step) => ({ ...step, id: `${id}_${step.id}` })),
);

/** The published template that all journeys are made from: forty steps of the demonstration's three. */
export function templateRecord() {
  const phase = firstTimeManager.phases[0];
  const steps = stepsOfAll.slice(0, counts.steps).map((step, index) => ({ ...step, phase: phase.id, week: index + 1 }));
  const fields = {
    ...firstTimeManager,
    id: templateId,
    version: templateVersion,
    phases: [{ ...phase, fromWeek: 1, toWeek: 44 }],
    steps,
  };
  return {
    type: 'template',
    id: templateId,
    space: `${templateJourney}/main`,
    rev: 1,
    fields,
    stamps: {},
    readable: true,
  };
}

/** The records of one journey, and the spaces they live in. */
export function generateJourney(index) {
  const journey = journeyIdOf(index);
  const dice = createDice(index);
  const among = (list) => list[Math.floor(dice() * list.length)];
  const records = [];
  let rev = 0;
  const add = (type, id, space, ms, fields) => {
    const stamp = stampAt(ms);
    rev += 1;
    records.push({
      type,
      id,
      space: `${journey}/${space}`,
      rev,
      fields,
      stamps: Object.fromEntries(Object.keys(fields).map((name) => [name, stamp])),
      readable: true,
    });
  };
  const member = (place) => membershipIdOf(journey, place);
  const person = (place) => (roles[place] === 'coach' ? coach : `${journey}-p${place}`);
  const coachPlace = roles.indexOf('coach');

  add('journey', journey, 'guides', startMs, {
    template: templateId,
    version: templateVersion,
    coachee: person(0),
    state: 'active',
    startedOn: date(startMs),
    timeZone: 'Europe/Paris',
  });
  roles.forEach((role, place) =>
    add('member', member(place), 'circle', startMs, {
      person: person(place),
      role,
      state: 'active',
      name: names[(place + index) % names.length],
      timeZone: 'Europe/Paris',
    }),
  );
  stepsOfAll.slice(0, counts.steps).forEach(({ id }, order) => {
    const plannedMs = startMs + order * 7 * dayMs;
    const state = order < 34 ? 'done' : order === 34 ? 'underway' : 'ahead';
    add('stepRun', `${journey}_${id}`, 'path', plannedMs, {
      step: id,
      state,
      plannedFor: date(plannedMs),
      ...(state === 'ahead' ? {} : { openedAt: instant(plannedMs) }),
      ...(state === 'done' ? { doneAt: instant(plannedMs + 4 * dayMs) } : {}),
    });
  });
  for (let event = 0; event < counts.events; event++) {
    const kind = eventKinds[event % eventKinds.length];
    add('highlightRun', `${journey}-event-${event}`, 'guides', startMs, {
      highlight: `${kind}-of-the-year`,
      kind,
      title: { en: `Company ${kind} ${event + 1}`, fr: `${kind} de l’entreprise ${event + 1}` },
      startsOn: date(startMs + (event * 13 + 3) * dayMs),
      days: 1 + (event % 3),
      timeZone: 'Europe/Paris',
      state: event < 22 ? 'closed' : 'announced',
    });
  }
  for (let rating = 0; rating < counts.ratings; rating++) {
    const ms = startMs + Math.floor(rating / 4) * 9 * dayMs;
    add('goalRating', `${journey}-rating-${rating}`, 'guides', ms, {
      goal: `${journey}-goal-${rating % 3}`,
      by: person(rating % 2),
      at: instant(ms),
      level: (rating % 5) - 2,
      audience: { kind: 'guides' },
    });
  }

  const text = (lang) => {
    const said = Array.from({ length: 1 + Math.floor(dice() * 4) }, () => among(sentences[lang]));
    if (dice() < 1 / 400) said.push(rareSentence);
    return said.join(' ');
  };
  const body = () => {
    const lang = dice() < 0.6 ? 'fr' : 'en';
    return { text: text(lang), lang };
  };
  const voices = roles.flatMap((role, place) => (role === 'sponsor' || role === 'coach' ? [] : [place]));
  const author = () => (dice() < 0.34 ? coachPlace : dice() < 0.35 ? 0 : among(voices));
  const isGuide = (place) => ['coachee', 'coach', 'mentor', 'tutor'].includes(roles[place]);
  const items = [];
  const say = (type, id, place, ms, audience, more) => {
    const space = audience.kind === 'pair' ? `pair:${audience.relation}` : audience.kind;
    add(type, id, space, ms, { by: person(place), at: instant(ms), audience, body: body(), ...more });
    items.push({ id, place, ms, audience });
  };
  const threads = [];
  for (let order = 0; order < counts.topics; order++) {
    const ms = startMs + (order * 12.5 + dice()) * dayMs;
    const id = `${journey}-topic-${String(order).padStart(2, '0')}`;
    say('topic', id, order % 3 === 0 ? coachPlace : 0, ms, { kind: 'circle' }, { state: 'open', pinned: order === 0 });
    threads.push({ id, ms, audience: () => (dice() < 0.8 ? { kind: 'circle' } : { kind: 'guides' }) });
  }
  for (let order = 0; order < counts.challenges; order++) {
    const ms = startMs + (order * 50 + 20 + dice()) * dayMs;
    const id = `${journey}-challenge-${order}`;
    const audience = order % 2 === 0 ? { kind: 'guides' } : { kind: 'pair', relation: member(coachPlace) };
    say('challenge', id, 0, ms, audience, { state: order < 5 ? 'accompanied' : 'raised' });
    threads.push({ id, ms, audience: () => audience });
  }
  for (let order = 0; order < counts.contributions; order++) {
    const thread = order < 40 ? threads[counts.topics + (order % counts.challenges)] : threads[order % counts.topics];
    const audience = thread.audience();
    const wanted = author();
    const place =
      audience.kind === 'pair'
        ? wanted === 0
          ? 0
          : coachPlace
        : audience.kind === 'guides' && !isGuide(wanted)
          ? 2
          : wanted;
    const ms = thread.ms + (0.01 + 0.99 * dice()) * (nowMs - thread.ms - dayMs / 24);
    say('contribution', `${journey}-said-${String(order).padStart(3, '0')}`, place, ms, audience, {
      topic: thread.id,
      kind: among(kinds),
    });
  }
  addMarks({ items, add, dice, member, person, coachPlace, isGuide });
  return { journey, records, spaces: [...new Set(records.map(({ space }) => space))] };
}

/** The coach has read most of what others wrote; what the coach wrote was read by most of its readers. */
function addMarks({ items, add, dice, member, person, coachPlace, isGuide }) {
  let left = counts.marks;
  const mark = (item, reader, author) => {
    if (left === 0) return;
    left -= 1;
    const pair = roles[reader] === 'coachee' ? author : roles[author] === 'coachee' ? reader : undefined;
    const space =
      pair === undefined ? `chosen:${[member(author), member(reader)].toSorted().join('.')}` : `pair:${member(pair)}`;
    const ms = Math.min(item.ms + (0.05 + 3 * dice()) * dayMs, nowMs - 60_000);
    add('readMark', `${item.id}_${member(reader)}`, space, ms, {
      item: item.id,
      by: person(reader),
      at: new Date(ms).toISOString(),
    });
  };
  for (const item of items) {
    if (item.place !== coachPlace && (dice() < 0.9 || item.id.includes('-topic-'))) mark(item, coachPlace, item.place);
  }
  for (const item of items) {
    if (item.place !== coachPlace) continue;
    const readers = roles.flatMap((role, place) => {
      if (place === coachPlace || role === 'sponsor' || (item.audience.kind === 'guides' && !isGuide(place))) return [];
      return item.audience.kind === 'pair' && role !== 'coachee' ? [] : [place];
    });
    for (const reader of readers) mark(item, reader, coachPlace);
  }
  if (left > 0) throw new Error(`The workload is ${left} marks short.`);
}
