import type { Id } from '../model/ids.js';
import type { JourneyState, StepRunState } from '../model/journey.js';
import { type PublishedRate, publishedRateOf } from './published-rate.js';
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
}

/**
 * How each version of a template fares, in groups that are large enough, newest version first.
 *
 * Steps whose friction shows as the same are in the template's order, so that the order tells
 * nothing that the figures do not.
 */
export function versionScorecard(journeys: readonly ScoredJourney[], smallestGroup?: number): readonly VersionScore[] {
  const versions = [...new Set(journeys.map(({ version }) => version))].toSorted(compareVersions).toReversed();
  return versions.map((version) => {
    const own = oncePerPerson(journeys.filter((journey) => journey.version === version));
    const table = publishTable(
      own.map((journey) => ({
        person: journey.coachee,
        in: journey.cohort === undefined ? {} : { cohort: journey.cohort },
        counts: journey.state === 'closed',
      })),
      { dimensions: ['cohort'], smallestGroup },
    );
    const completion = table.at({});
    const cohorts = [...new Set(own.flatMap(({ cohort }) => cohort ?? []))].toSorted();
    return {
      version,
      completion,
      cohorts: cohorts.map((cohort) => ({ cohort, completion: table.at({ cohort }) })),
      steps: completion.shown ? frictionOf(own) : [],
    };
  });
}

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
