import type { EntityOf, EntityType } from '../../src/model/entity.js';
import type { Template } from '../../src/model/template.js';
import { readJson } from './support/templates.js';

const at = '2026-11-12T17:42:00.000Z';
const circle = { kind: 'circle' } as const;
const both = { en: 'One hour closer to customers', fr: 'Une heure plus près des clients' };
const body = { text: 'Demain à neuf heures je dois dire à Pau que son projet s’arrête.' };
const words = { by: 'ines', at, audience: circle, body };

export const template = readJson('demo/content/templates/first-time-manager.json') as Template;

/** One of each, with every field that it may have, and nothing that does not belong there. */
export const samples: { readonly [T in EntityType]: EntityOf<T> } = {
  journey: {
    id: 'j1', template: 'first-time-manager', version: '1.4.0', coachee: 'ines', cohort: 'autumn', state: 'paused',
    startedOn: '2026-09-07', timeZone: 'Europe/Madrid', pausedUntil: '2026-11-30', pauses: [{ from: '2026-10-19', to: '2026-10-26' }, { from: '2026-11-12' }], stoppedBecause: 'We moved.',
  },
  membership: {
    id: 'm-hana', person: 'hana', role: 'companion', state: 'active', displayName: 'Dr Hana Okafor', home: 'outside',
    since: '2026-09-18', until: '2027-03-07', profile: 'outside-eye', job: both, place: 'Leeds', timeZone: 'Europe/London',
    locale: 'en', replyWithinDays: 3, hiddenFromCompany: true, readsGuides: false,
  },
  draft: {
    id: 'd1', by: 'ines', at, place: 'topic/t1',
    words: {
      text: '', form: { moment: 'Mardi', saw: '', effect: '', next: '' }, audience: circle, kind: 'moment', later: { at, to: { purpose: 'topic' } },
    },
  },
  member: { id: 'm-hana', person: 'hana', role: 'companion', state: 'active', name: 'Hana', timeZone: 'Europe/London' },
  template,
  stepRun: { id: 'j1_one-to-ones', step: 'one-to-ones', state: 'done', plannedFor: '2026-10-12', openedAt: at, doneAt: at },
  highlightRun: {
    id: 'hr1', highlight: 'management-training', kind: 'training', title: both, startsOn: '2026-11-24', days: 2,
    timeZone: 'Europe/Paris', state: 'prepare-open',
  },
  adaptation: { id: 'ad-1', by: 'marc', at, op: 'skip', target: 'one-to-ones', reason: 'Two people were on leave.' },
  answer: { id: 'a1', ...words, writtenAt: at, withdrawnAt: at, step: 'one-to-ones', prompt: 'p1' },
  topic: {
    withdrawnAt: at,
    id: 't1', ...words, state: 'open', pinned: true, step: 'one-to-ones', stepTitle: both,
    ask: { form: 'moment', to: ['companion', 'anyone'], openUntil: at },
  },
  contribution: {
    id: 'c1', ...words, by: 'hana', body: { ...body, lang: 'fr', form: { moment: 'Hier', saw: 'Le silence', effect: 'Calme', next: 'Encore' } },
    topic: 't1', kind: 'moment', replyTo: 'c0', cites: ['c0'],
    attachments: [{ id: '0'.repeat(64), name: 'plan.png', mediaType: 'image/png', bytes: 2_048 }], withdrawnAt: at, hiddenAt: at,
  },
  served: { id: 's1', ...words, withdrawnAt: at, audience: { kind: 'chosen', members: ['m-hana', 'm-marc'] }, contribution: 'c1' },
  challenge: { id: 'ch1', ...words, withdrawnAt: at, audience: { kind: 'pair', relation: 'm-marc' }, state: 'raised' },
  readMark: { id: 'c1_m-marc', item: 'c1', by: 'marc', at },
  goal: {
    id: 'g1', title: 'Delegate', levels: { '-2': both, '-1': both, '0': both, '1': both, '2': 'My own words' }, importance: 3,
    difficulty: 2, baseline: -2, audience: { kind: 'guides' },
  },
  goalRating: { id: 'gr1', goal: 'g1', by: 'marc', at, level: -1, audience: { kind: 'guides' }, moment: 'She let Pau run the meeting.' },
  journeyTemplate: { id: 'first-time-manager', title: both, owner: 'claire' },
  templateVersion: { id: 'first-time-manager-1-4-0', state: 'trial', body: template },
  person: {
    id: 'ines', displayName: 'Inès Carvajal', pronouns: 'elle', locale: 'fr', timeZone: 'Europe/Madrid',
    workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:30' }, address: 'tu', home: 'company',
  },
  frame: {
    id: 'f1', membership: 'm-bertrand', text: 'What we say stays here.', wordingVersion: 'v2',
    signedBy: [{ person: 'ines', at }, { person: 'bertrand', at }], sponsorReadsGuides: true,
  },
  invitation: {
    id: 'i1', journey: 'j1', role: 'companion', to: { channel: 'e-mail', address: 'hana@example.org' }, words: 'Would you?',
    hope: 'Another view', offer: 'Mine', locale: 'fr', home: 'outside', hiddenFromCompany: true, state: 'sent', at, expiresAt: at, member: 'm-hana',
  },
  ifThen: { id: 'it1', by: 'ines', at, audience: circle, step: 'one-to-ones', if: 'I want to answer for them', then: 'I count to five', tried: [{ at }, { at, worked: true }] },
  ask: { id: 'ask1', topic: 't1', form: 'forward', question: both, to: ['companion'], openUntil: at, state: 'answered' },
  attachment: { id: 'f'.repeat(64), name: 'plan.pdf', mediaType: 'application/pdf', bytes: 1 },
  moveProposal: {
    id: 'mp1', item: 'c1', by: 'marc', at, from: { kind: 'guides' }, to: circle, reason: 'It would help Sofia too.',
    answers: [{ person: 'hana', isYes: true, at }],
  },
  highlight: {
    id: 'hl-2', company: 'valmonte', kind: 'training', title: 'Management training', startsAt: at, endsAt: at,
    timeZone: 'Europe/Paris', uid: 'x-1@valmonte.example', sequence: 0, initiative: 'one-hour-closer', state: 'announced',
  },
  initiative: { id: 'one-hour-closer', company: 'valmonte', title: both, intent: both, from: '2026-09-01', to: '2027-06-30' },
  initiativeLink: { id: 'il1', initiative: 'one-hour-closer', item: 'c1', by: 'ines' },
  coachProfile: {
    id: 'cp1', person: 'marc', languages: ['fr', 'en'], credentials: ['EMCC EIA Senior Practitioner'],
    supervisedHoursPerYear: 12, loadLimit: 27, statement: both,
  },
  coachFile: {
    id: 'app-1', candidate: 'amelie', state: 'file',
    stages: [{ name: 'file', at, decider: 'nadia', reason: 'A clear letter.' }],
  },
  practiceMeeting: { id: 'pm-1', theme: both, host: 'marc', at, timeZone: 'Europe/Paris', minutes: 90, state: 'planned', attendees: ['marc'] },
  practiceCard: { id: 'pc-1', meeting: 'pm-1', text: both, steps: ['hand-over'], by: 'marc', state: 'kept' },
  plan: { id: 'team', title: both, perPersonPerMonth: 129, currency: 'EUR', includes: both, coachLoadUnits: 1.5 },
  entitlement: {
    id: 'e1', plan: 'team', company: 'valmonte', person: 'ines', from: '2026-09-01', to: '2027-02-28', timeZone: 'Europe/Madrid',
    state: 'active',
  },
  consent: { id: 'co1', person: 'ines', purpose: 'host-sees-step-due', wordingVersion: 'v1', given: true, at },
  note: { id: 'n1', journey: 'j1', by: 'marc', text: 'Ask about Pau.', audience: { kind: 'self' } },
  pulse: { id: 'p1', journey: 'j1', item: 'ease', value: 4, at },
  alliancePulse: { id: 'ap1', membership: 'm-marc', by: 'ines', goal: 4, way: 5, bond: 5, at },
  nudge: { id: 'nu1', rule: 'ask-unanswered', to: 'marc', decidedAt: at, sent: false, state: 'lapsed', effect: true },
  readAccess: { id: 'ra1', item: 'c1', by: 'marc', at, via: 'pull' },
};
