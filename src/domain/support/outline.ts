import type { HighlightRun, Journey, StepRun } from '../../model/journey/journey.js';
import type { MemberView } from '../../api/views.js';
import type { JourneyContext } from './members.js';
import { listOf, oneOf } from './typed.js';

/** Raise the number when the shape of `Screen`, or of a view in it, changes. */
export const screenName = 'screen:2';

/** What the head of a journey and its path are made of, whatever day it is. */
export interface Outline {
  readonly me: MemberView;
  readonly members: readonly MemberView[];
  /** Companions have none. */
  readonly journey: Journey | undefined;
  /** Soonest first. */
  readonly highlights: readonly HighlightRun[];
  readonly runs: readonly StepRun[];
}

const withoutRecord = <T extends { readonly record: unknown }>({ record: _, ...fields }: T): Omit<T, 'record'> =>
  fields;

export function outlineOf({ records, me, members }: JourneyContext): Outline {
  const journey = oneOf(records, 'journey', records.journey);
  return {
    me,
    members,
    journey: journey && withoutRecord(journey),
    highlights: listOf(records, 'highlightRun')
      .map(withoutRecord)
      .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
    runs: listOf(records, 'stepRun').map(withoutRecord),
  };
}
