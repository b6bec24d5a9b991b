import type { QueryAnswer, QueryArgs, QueryName } from '../../src/protocol/queries.js';

/** Who might ask in the world of the examples: the members of journey `J`, those with a function, and a stranger. */
export const askers = [
  'ines',
  'marc',
  'genevieve',
  'yann',
  'sofia',
  'hana',
  'serge',
  'lea',
  'theo',
  'aude',
  'stranger',
] as const;
export type AskerName = (typeof askers)[number];

interface Example<N extends QueryName> {
  readonly args: QueryArgs<N>;
  /** All who may ask; nobody else may. Written by hand, beside the registry. */
  readonly may: readonly AskerName[];
  readonly answer: QueryAnswer<N>;
  /** Arguments that are none, with the field that is to be named. */
  readonly bad: readonly (readonly [args: unknown, field: string])[];
}

/** [QU7] Each query of the registry as it is asked: one without examples does not compile. */
export const queryExamples: { readonly [N in QueryName]: Example<N> } = {
  'notes.count': {
    args: { journey: 'J' },
    may: ['ines'],
    answer: { notes: 3 },
    bad: [
      [{}, 'journey'],
      [{ journey: '' }, 'journey'],
      [{ journey: 7 }, 'journey'],
    ],
  },
  'programme.journeys': {
    args: {},
    may: ['lea'],
    answer: {
      smallestGroup: 8,
      groups: [
        {
          people: 45,
          ended: { kind: 'exact', percent: 44, lowPercent: 31, highPercent: 59 },
          at: '2026-11-16T09:00:00.000Z',
        },
        {
          template: { id: 'first-time-manager' },
          people: 25,
          ended: { kind: 'exact', percent: 40, lowPercent: 23, highPercent: 59 },
          at: '2026-11-16T09:00:00.000Z',
        },
        {
          template: { id: 'new-role' },
          people: 20,
          ended: { kind: 'exact', percent: 50, lowPercent: 30, highPercent: 70 },
          at: '2026-11-16T09:00:00.000Z',
        },
      ],
    },
    bad: [],
  },
};
