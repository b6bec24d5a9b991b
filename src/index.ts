export type {
  Challenges,
  Circle,
  CordeeClient,
  Forum,
  Journeys,
  NewWords,
  RefusedChange,
  Sync,
  StorageHealth,
  SyncActivity,
  SyncStatus,
} from './client.js';
export type * from './contracts/export.js';
export type * from './contracts/goals.js';
export type * from './contracts/invitations.js';
export type * from './contracts/highlights.js';
export type * from './contracts/pace.js';
export type * from './contracts/plans.js';
export type * from './contracts/places.js';
export type * from './contracts/served.js';
export type * from './contracts/hours.js';
export type * from './contracts/moments.js';
export type * from './contracts/presence.js';
export type { BoardEntry, DueStep, SearchResult, UnreadItem } from './contracts/overview.js';
export { type CordeeOptions, createCordee } from './cordee.js';
export { CordeeError, type ErrorCode, type Issue, StorageError, SyncError, ValidationError } from './errors.js';
export { type Audience, isInAudience, isNarrowerOrSame, readersOf } from './model/audience.js';
export { type ContributionKind, contributionKinds } from './model/forum.js';
export type { GoalLevel } from './model/goal.js';
export type { InvitationState, LinkRole } from './model/invitation.js';
export type { HighlightRun, JourneyState, StepRunState } from './model/journey.js';
export { type LocalizedText, textIn } from './model/localized-text.js';
export type { MembershipState, Role } from './model/membership.js';
export type { WorkingHours } from './model/person.js';
export type { Instant, PlainDate, TimeZone } from './model/time.js';
export { type Body, maxTextLength } from './model/words.js';
export type * from './views.js';
export type { Poke, SyncAdapter } from './sync/sync-adapter.js';
