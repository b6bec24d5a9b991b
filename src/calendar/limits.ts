/** How much of a calendar is read. Beyond the first three it is refused, beyond the others an event is left out. */
export const calendarLimits = {
  bytes: 262_144,
  components: 1_000,
  depth: 8,
  /** Letters of a line before its value; the value may be as long as the calendar. */
  headLength: 8_192,
  titleLength: 200,
  /** Exceptions to, and additions to, one recurring event. */
  exceptions: 732,
  /** Changes of the clock that a calendar describes for one zone. */
  zoneChanges: 200,
  occurrences: 732,
  expandMs: 500,
  /** Of all events together: a day looked at counts one, an occurrence made `occurrenceWork`. */
  expandWork: 6_000_000,
  occurrenceWork: 100,
  firstYear: 1_900,
  lastYear: 2_199,
  days: 366,
} as const;
