/** How much of a calendar is read. Beyond the first three it is refused, beyond the others an event is left out. */
export const calendarLimits = {
  bytes: 262_144,
  components: 1_000,
  depth: 8,
  /** Letters of one unfolded line. */
  lineLength: 8_192,
  titleLength: 200,
  /** Exceptions to, and additions to, one recurring event. */
  exceptions: 732,
  occurrences: 732,
  expandMs: 500,
  firstYear: 1_900,
  lastYear: 2_199,
  days: 366,
} as const;
