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
} from './api/client.js';
export type * from './api/export.js';
export type * from './api/goals.js';
export type * from './api/inspect.js';
export type * from './api/invitations.js';
export type * from './api/highlights.js';
export type * from './api/journey-state.js';
export type * from './api/plans.js';
export type * from './api/places.js';
export type * from './api/queries.js';
export type * from './api/served.js';
export type * from './api/trace.js';
export type * from './api/hours.js';
export type * from './api/moments.js';
export type * from './api/inbox.js';
export type { BoardEntry, DueStep, SearchResult, UnreadItem } from './api/overview.js';
export { type CordeeOptions, createCordee } from './cordee.js';
export { CordeeError, type ErrorCode, type Issue, StorageError, SyncError, ValidationError } from './errors.js';
export { type Audience, isInAudience, isNarrowerOrSame, readersOf } from './model/access/audience.js';
export { type ContributionKind, contributionKinds } from './model/conversation/forum.js';
export type { GoalLevel } from './model/journey/goal.js';
export type { InvitationState, LinkRole } from './model/people/invitation.js';
export type { HighlightRun, JourneyState, StepRunState } from './model/journey/journey.js';
export { type LocalizedText, textIn } from './model/value/localized-text.js';
export type { MembershipState, Role } from './model/people/membership.js';
export type { WorkingHours } from './model/people/person.js';
export type { Instant, PlainDate, TimeZone } from './model/value/time.js';
export { type Body, maxTextLength } from './model/conversation/words.js';
export type * from './api/views.js';
export type { QueryAnswer, QueryArgs, QueryName } from './protocol/queries.js';
export type { Poke, SyncAdapter } from './sync/sync-adapter.js';
