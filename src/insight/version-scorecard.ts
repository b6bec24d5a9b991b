import type { Id } from '../model/value/ids.js';
import type { JourneyState, StepRunState } from '../model/journey/journey.js';
import { type PublishedRate, publishedRateOf } from './published-rate.js';
import { groupSizeOf } from './group-size.js';
import { type PublishedCell, publishTable } from './published-table.js';

/** A journey as the scorecard sees it: where it stands, without a word of it. */
export interface ScoredJourney {
  readonly coachee: Id;
  readonly version: string;
  readonly cohort?: string | undefined;
  readonly state: JourneyState;
  /** Its steps in the order of the template; `moved` when an adaptation moved it. */
  readonly steps: readonly { readonly step: Id; readonly state: StepRunState; readonly moved?: boolean | undefined }[];
}

/** How often a step is skipped, replaced or moved, of all journeys of the version. */
export interface StepFriction {
  readonly step: Id;
  readonly rate: PublishedRate;
}

export interface VersionScore {
  readonly version: string;
  /** People and the share that has closed its journey. */
  readonly completion: PublishedCell;
  /** Cohorts of this version by name. */
  readonly cohorts: readonly { readonly cohort: string; readonly completion: PublishedCell }[];
  /** The step with most friction first; empty while the version is too small to show. */
  readonly steps: readonly StepFriction[];
  /** Who was counted in groups that were shown, now or before: for the caller to keep and hand in again, never to show. */
  readonly counted: readonly ReadonlySet<Id>[];
}

export interface ScorecardOptions {
  readonly smallestGroup?: number | undefined;
  /** The scorecards as they were shown last. Without them, who is new since can be read off by subtraction. */
  readonly before?: readonly VersionScore[] | undefined;
}

/**
 * How each version of a template fares, in groups that are large enough, newest version first.
 *
 * Steps whose friction shows as the same are in the template's order, so that the order tells
 * nothing that the figures do not. A version keeps the figures of `before` until so many have come
 * or gone that the difference is a group too.
 *
 * @param options A number alone is the smallest group; deprecated, since it knows nothing of what was shown before.
 * @throws ValidationError when `smallestGroup` is under the floor.
 */
export function versionScorecard(
  journeys: readonly ScoredJourney[],
  options: ScorecardOptions | number = {},
): readonly VersionScore[] {
  const { smallestGroup, before = [] }: ScorecardOptions =
    typeof options === 'number' ? { smallestGroup: options } : options;
  const smallest = groupSizeOf(smallestGroup);
  const names = [...before, ...journeys].map(({ version }) => version);
  return [...new Set(names)]
    .toSorted(compareVersions)
    .toReversed()
    .map((version) => {
      const own = oncePerPerson(journeys.filter((journey) => journey.version === version));
      const last = before.find((score) => score.version === version);
      const score = scoreOf(version, own, last?.counted ?? [], smallest);
      return last?.completion.shown && !score.completion.shown ? last : score;
    });
}

function scoreOf(
  version: string,
  own: readonly ScoredJourney[],
  alreadyShown: readonly ReadonlySet<Id>[],
  smallestGroup: number,
): VersionScore {
  const table = publishTable(
    own.map((journey) => ({
      person: journey.coachee,
      in: journey.cohort === undefined ? {} : { cohort: journey.cohort },
      counts: journey.state === 'closed',
    })),
    { dimensions: ['cohort'], smallestGroup, alreadyShown },
  );
  const completion = table.at({});
  const cohorts = [...new Set(own.flatMap(({ cohort }) => cohort ?? []))].toSorted();
  const isIn = ({ place }: { readonly place: Readonly<Record<string, string>> }, { cohort }: ScoredJourney) =>
    place['cohort'] === undefined || place['cohort'] === cohort;
  const shown = table.cells.map(
    (cell) => new Set(own.filter((journey) => isIn(cell, journey)).map(({ coachee }) => coachee)),
  );
  return {
    version,
    completion,
    cohorts: cohorts.map((cohort) => ({ cohort, completion: table.at({ cohort }) })),
    steps: completion.shown ? frictionOf(own) : [],
    counted: [...alreadyShown, ...shown.filter((group) => !alreadyShown.some((known) => isSameGroup(known, group)))],
  };
}

const isSameGroup = (a: ReadonlySet<Id>, b: ReadonlySet<Id>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));

function oncePerPerson(journeys: readonly ScoredJourney[]): readonly ScoredJourney[] {
  return [...new Map(journeys.map((journey) => [journey.coachee, journey])).values()];
}

function frictionOf(journeys: readonly ScoredJourney[]): readonly StepFriction[] {
  const hard = new Map<Id, number>();
  for (const { steps } of journeys) {
    for (const { step, state, moved } of steps) {
      const isHard = state === 'skipped' || state === 'replaced' || moved === true;
      hard.set(step, (hard.get(step) ?? 0) + (isHard ? 1 : 0));
    }
  }
  return [...hard]
    .map(([step, count]) => ({ step, rate: publishedRateOf(count, journeys.length) }))
    .toSorted((a, b) => weightOf(b.rate) - weightOf(a.rate));
}

/** What is shown decides the order, never what is hidden behind it. */
function weightOf(rate: PublishedRate): number {
  switch (rate.kind) {
    case 'exact':
      return rate.percent;
    case 'above':
      return 101;
    default:
      return -1;
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
