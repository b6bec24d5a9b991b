import { differenceOf, type ProportionDifference, proportionOf } from './proportion.js';

/** How many of those decided reached the outcome in time. */
export interface NudgeArm {
  readonly reached: number;
  readonly decided: number;
}

/**
 * What a rule is worth. `stop`: it does harm beyond chance, so it is switched off. `undecided`: too
 * few decisions, or the interval holds zero.
 */
export type NudgeVerdict = 'helps' | 'undecided' | 'stop';

export interface NudgeEffect extends ProportionDifference {
  readonly decisions: number;
  readonly verdict: NudgeVerdict;
}

/** Decisions before a rule is judged: looked at earlier and often, chance alone would stop good rules. */
const enoughDecisions = 200;

/** Share that reached the outcome, sent less held out. Undefined while one of both is empty. */
export function nudgeEffect(sent: NudgeArm, heldOut: NudgeArm): NudgeEffect | undefined {
  const [withNudge, without] = [
    proportionOf(sent.reached, sent.decided),
    proportionOf(heldOut.reached, heldOut.decided),
  ];
  if (!withNudge || !without) return undefined;
  const difference = differenceOf(withNudge, without);
  const decisions = sent.decided + heldOut.decided;
  const isJudged = decisions >= enoughDecisions;
  const verdict = isJudged && difference.high < 0 ? 'stop' : isJudged && difference.low > 0 ? 'helps' : 'undecided';
  return { ...difference, decisions, verdict };
}
