/** iCalendar in and out. Repetitions are only counted out by `expandEvent`, on a device and never on a server. */
export { type HighlightKind, usualCategories } from './categories.js';
export type { CompanyEvent, OccurrenceKey, Repetition, SkipReason, SkippedEvent } from './company-event.js';
export { type ExpandOptions, type Expansion, type Occurrence, expandEvent } from './expand.js';
export { type ImportOptions, type ImportedCalendar, importCalendar } from './import-calendar.js';
export { calendarLimits } from './limits.js';
export { type EventChange, type MatchOptions, identityWithoutAddress, matchEvents } from './match-events.js';
export { type Invitation, uidOf, writeInvitation } from './write-invitation.js';
