/** iCalendar in and out. Repetitions are only counted out by `expandEvents`, on a device and never on a server. */
export { type HighlightKind, usualCategories } from './categories.js';
export type { Clock, ClockChange, DescribedClock } from './clock.js';
export type {
  CalendarNotice,
  CompanyEvent,
  NoticeReason,
  OccurrenceKey,
  Repetition,
  SkipReason,
  SkippedEvent,
} from './company-event.js';
export { type ExpandOptions, type ExpandWindow, type Expansion, expandEvent, expandEvents } from './expand.js';
export { type ImportOptions, type ImportedCalendar, importCalendar } from './import-calendar.js';
export { calendarLimits } from './limits.js';
export { type EventChange, type MatchOptions, identityWithoutAddress, matchEvents } from './match-events.js';
export type { Occurrence } from './occurrence.js';
export type { StoppedBy } from './walk-rule.js';
export { type Invitation, type InvitationOptions, uidOf, writeInvitation } from './write-invitation.js';
