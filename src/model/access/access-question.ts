import type { MembershipState } from '../people/membership.js';

/** What a permission is about. One row of the table each. */
export type PermissionObject =
  | 'journey'
  | 'self-reflection'
  | 'answer'
  | 'topic'
  | 'synthesis'
  | 'goal'
  | 'challenge'
  | 'circle'
  | 'guide-note'
  | 'alliance-pulse'
  | 'rhythm'
  | 'served'
  | 'highlight'
  | 'harvest'
  | 'initiative-link'
  | 'template'
  | 'scorecard'
  | 'coach-file'
  | 'practice-card'
  | 'entitlement'
  | 'read-log'
  | 'read-mark'
  | 'move-proposal';

/** Who asks: a role in the journey, or a function outside it. The company itself is nobody. */
export type Actor =
  | 'coachee'
  | 'coach'
  | 'mentor'
  | 'tutor'
  | 'sponsor'
  | 'companion-inside'
  | 'companion-outside'
  | 'cohort'
  | 'programme-lead'
  | 'coach-lead'
  | 'template-author'
  | 'host';

/**
 * `name`: know what it is called and no more: the title of a step (for a host, that it is due),
 * the first name of a member. `write`: put one's own there. `move`: change the state of what
 * another wrote. `narrow`: make fewer people read it, or hide it. `adapt`: change the plan.
 * `propose`: ask for a change that another decides. `count`: know how many. `total`: know a sum.
 */
export type Action = 'read' | 'name' | 'write' | 'move' | 'narrow' | 'adapt' | 'propose' | 'count' | 'total';

export interface AccessQuestion {
  readonly actor: Actor;
  readonly object: PermissionObject;
  readonly action: Action;
  /** State of the asker's membership; absent for a function outside the journey. */
  readonly state?: MembershipState;
  /** Whether the item's audience holds the asker. */
  readonly inAudience: boolean;
  /**
   * Whether it is the asker's own: they wrote it, or would, or nobody signs it (`isSignedBy`); or
   * it is about them: thanks for their words, the pulse of their relation, their file, their seat.
   */
  readonly isOwn: boolean;
  /** Whether it was addressed to the asker: by name, or because they are among those asked. */
  readonly isAddressed?: boolean;
  /** Whether the person said yes to this use. */
  readonly hasConsent?: boolean;
  /** Whether both sides of the pair have answered. */
  readonly bothAnswered?: boolean;
  /** How many people a count, a total or a scorecard is made of. */
  readonly groupSize?: number;
}
