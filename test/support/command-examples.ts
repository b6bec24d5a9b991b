import type { Command, CommandArgs, CommandName } from '../../src/protocol/commands.js';

/** Who is in the journey of the examples. */
export const everybody = ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana', 'serge'] as const;
export type Somebody = (typeof everybody)[number];

export interface Example<N extends CommandName> {
  /** Who gives it. */
  readonly by: Somebody;
  readonly args: CommandArgs<N>;
  /** Who else may give it with these arguments, where the registry names a rule or a row of items. */
  readonly alsoBy?: readonly Somebody[];
  /** What was done before, and how many days ago. */
  readonly given?: readonly (Command & { readonly by: Somebody })[];
  readonly daysAgo?: number;
  /** What the journey is before all of it. */
  readonly state?: 'proposed';
}

interface Examples<N extends CommandName> {
  readonly good: readonly Example<N>[];
  /** Arguments that are none, with the field that is to be named. */
  readonly bad: readonly (readonly [args: unknown, field: string])[];
}

const circle = { kind: 'circle' } as const;
const guides = { kind: 'guides' } as const;
const aside = { type: 'topic', id: 't-guides' } as const;
const asked = { by: 'marc', name: 'audience.propose', args: { proposal: 'p1', ...aside, audience: circle } } as const;
const hours = { days: [1, 2], from: '09:00', to: '17:00' } as const;
const week = { ...hours, days: [...hours.days] };
const own = (person: Somebody) => ({ id: `m-${person}` });

/** [CM6] Each command of the registry as it is given: one without examples does not compile. */
export const commandExamples: { readonly [N in CommandName]: Examples<N> } = {
  'audience.narrow': {
    good: [
      { by: 'ines', args: { type: 'topic', id: 't-ines', audience: guides } },
      { by: 'ines', args: { type: 'topic', id: 't-ines', audience: { kind: 'pair', relation: 'm-marc' } } },
      {
        by: 'hana',
        alsoBy: ['ines'],
        args: { type: 'contribution', id: 'c-hana', audience: { kind: 'pair', relation: 'm-hana' } },
      },
      {
        by: 'ines',
        alsoBy: ['marc'],
        args: { type: 'goal', id: 'g1', audience: { kind: 'pair', relation: 'm-marc' } },
      },
    ],
    bad: [
      [{ type: 'journey', id: 't-ines', audience: guides }, 'type'],
      [{ type: 'topic', id: 't-ines', audience: { kind: 'everybody' } }, 'audience'],
    ],
  },
  'audience.widen': {
    good: [{ by: 'ines', args: { ...aside, audience: circle } }],
    bad: [[{ type: 'goal', id: 'g1', audience: circle }, 'type']],
  },
  'audience.propose': {
    good: [
      { by: 'marc', args: { proposal: 'p1', ...aside, audience: circle, reason: 'Hana could use it.' } },
      { by: 'marc', args: { proposal: 'p2', ...aside, audience: circle }, given: [asked] },
    ],
    bad: [[{ proposal: '', ...aside, audience: circle }, 'proposal']],
  },
  'audience.answer': {
    good: [
      { by: 'ines', args: { id: 'p1', isYes: true }, given: [asked] },
      { by: 'ines', args: { id: 'p1', isYes: false }, alsoBy: ['marc'], given: [asked] },
      { by: 'marc', args: { id: 'p1', isYes: false }, alsoBy: ['ines'], given: [asked] },
    ],
    bad: [[{ id: 'p1', isYes: 'yes' }, 'isYes']],
  },
  'membership.end': {
    good: [
      { by: 'ines', args: own('hana'), alsoBy: ['hana'] },
      { by: 'hana', args: { ...own('hana'), words: 'withdraw' } },
      {
        by: 'ines',
        args: own('hana'),
        alsoBy: ['hana'],
        given: [{ by: 'hana', name: 'membership.pause', args: own('hana') }],
      },
    ],
    bad: [[{ ...own('hana'), words: 'all' }, 'words']],
  },
  'membership.pause': { good: [{ by: 'ines', args: own('sofia'), alsoBy: ['sofia'] }], bad: [[{ id: 7 }, 'id']] },
  'membership.resume': {
    good: [{ by: 'ines', args: own('sofia'), given: [{ by: 'ines', name: 'membership.pause', args: own('sofia') }] }],
    bad: [[{}, 'id']],
  },
  'membership.readmit': {
    good: [
      { by: 'ines', args: own('hana'), given: [{ by: 'ines', name: 'membership.end', args: own('hana') }], daysAgo: 6 },
    ],
    bad: [[{}, 'id']],
  },
  'membership.hours': {
    good: [
      { by: 'hana', args: { ...own('hana'), hours: week } },
      {
        by: 'hana',
        args: { ...own('hana'), hours: null },
        given: [{ by: 'hana', name: 'membership.hours', args: { ...own('hana'), hours: week } }],
      },
    ],
    bad: [
      [{ ...own('hana'), hours: { ...week, to: '08:00' } }, 'hours'],
      [own('hana'), 'hours'],
    ],
  },
  'membership.zone': {
    good: [
      { by: 'ines', args: { ...own('ines'), timeZone: 'America/Toronto' } },
      { by: 'hana', args: { ...own('hana'), timeZone: 'America/Toronto' } },
    ],
    bad: [[{ ...own('hana'), timeZone: 'Mars/X' }, 'timeZone']],
  },
  'journey.start': { good: [{ by: 'ines', args: {}, state: 'proposed' }], bad: [] },
  'journey.pause': {
    good: [
      { by: 'ines', args: {} },
      { by: 'ines', args: { until: '2026-12-24' } },
    ],
    bad: [[{ until: '2026-02-31' }, 'until']],
  },
  'journey.resume': {
    good: [{ by: 'ines', args: {}, given: [{ by: 'ines', name: 'journey.pause', args: {} }], daysAgo: 9 }],
    bad: [],
  },
  'journey.conclude': {
    good: [
      { by: 'ines', args: {} },
      { by: 'ines', args: {}, given: [{ by: 'ines', name: 'journey.pause', args: {} }], daysAgo: 3 },
    ],
    bad: [],
  },
  'journey.close': {
    good: [{ by: 'ines', args: {}, given: [{ by: 'ines', name: 'journey.conclude', args: {} }] }],
    bad: [],
  },
  'journey.stop': {
    good: [
      { by: 'ines', args: { reason: 'Another job.' }, alsoBy: ['marc'] },
      { by: 'marc', args: {}, alsoBy: ['ines'] },
    ],
    bad: [[{ reason: '  ' }, 'reason']],
  },
  'journey.reopen': {
    good: [
      { by: 'ines', args: {}, alsoBy: ['marc'], given: [{ by: 'marc', name: 'journey.stop', args: {} }], daysAgo: 6 },
      { by: 'marc', args: {}, alsoBy: ['ines'], given: [{ by: 'marc', name: 'journey.stop', args: {} }] },
      { by: 'ines', args: {}, given: [{ by: 'ines', name: 'journey.stop', args: { reason: 'Another job.' } }] },
    ],
    bad: [],
  },
  'change.withdraw': { good: [{ by: 'hana', args: {}, alsoBy: everybody }], bad: [] },
};
