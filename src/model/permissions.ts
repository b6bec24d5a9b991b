import type { MembershipState } from './membership.js';

/** What a permission is about. One row of the table each. */
export type PermissionObject =
  | 'journey' | 'self-reflection' | 'answer' | 'topic' | 'synthesis' | 'goal' | 'challenge' | 'circle'
  | 'guide-note' | 'alliance-pulse' | 'rhythm' | 'served' | 'highlight' | 'harvest' | 'initiative-link'
  | 'template' | 'scorecard' | 'coach-file' | 'practice-card' | 'entitlement' | 'read-log';

/** Who asks: a role on the rope, or a function outside it. The company itself is nobody. */
export type Actor =
  | 'coachee' | 'coach' | 'mentor' | 'tutor' | 'sponsor' | 'companion-inside' | 'companion-outside' | 'cohort'
  | 'programme-lead' | 'coach-lead' | 'template-author' | 'host';

export type Action = 'read' | 'write' | 'narrow' | 'adapt' | 'propose' | 'count' | 'total';

export interface AccessQuestion {
  readonly actor: Actor;
  readonly object: PermissionObject;
  readonly action: Action;
  /** State of the asker's membership; absent for a function outside the rope. */
  readonly state?: MembershipState;
  /** Whether the item's audience holds the asker. */
  readonly inAudience: boolean;
  /** Whether the asker wrote the item, or would. */
  readonly isOwn: boolean;
  /** Whether the item was addressed to the asker by name. */
  readonly isAddressed?: boolean;
}
