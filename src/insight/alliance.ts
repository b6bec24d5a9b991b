/** How one side finds the accompaniment: three items from 1 to 5. */
export interface AllianceAnswer {
  /** Do we want the same thing? */
  readonly goal: number;
  /** Does our way of working suit me? */
  readonly way: number;
  /** Can I say here what I would say to nobody else? */
  readonly bond: number;
}

export interface AlliancePulse {
  readonly coachee: number;
  readonly guide: number;
  /** The coachee's mean less the guide's: below zero when the guide sees it brighter. */
  readonly difference: number;
}

/**
 * Both means and what lies between them, once both sides have answered.
 *
 * Before that it is undefined, so that the second answer owes nothing to the first.
 */
export function alliancePulse(
  coachee: AllianceAnswer | undefined,
  guide: AllianceAnswer | undefined,
): AlliancePulse | undefined {
  if (!coachee || !guide) return undefined;
  const means = { coachee: meanOf(coachee), guide: meanOf(guide) };
  return { ...means, difference: means.coachee - means.guide };
}

const meanOf = ({ goal, way, bond }: AllianceAnswer): number => (goal + way + bond) / 3;
