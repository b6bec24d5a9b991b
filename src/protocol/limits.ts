/** What one request may hold. Both sides read these. */
export const limits = {
  pushBytes: 262_144,
  pushOps: 100,
  txOps: 50,
  opBytes: 65_536,
  /** An invitation has three texts of some length. */
  callBytes: 32_768,
  /** Streams of one person: of their devices, each has one. */
  streamsPerPerson: 6,
  /** A guide of sixty journeys names them with all their spaces. */
  pullBytes: 262_144,
  pageRecords: 500,
  pageBytes: 524_288,
  /** A page ends where a revision ends, so one larger than a page makes a larger page. */
  jsonDepth: 32,
  /** Lists of three readers and more that hold something: in a journey, of them for the person accompanied alone, and begun by one other member. */
  spacesPerJourney: 64,
  spacesForThePerson: 16,
  spacesPerMember: 8,
  /** Journeys that one pull names. */
  pullJourneys: 1_000,
  /** Spaces that one person reads of a journey: lists of readers, and a pair with each member, several times over. */
  spacesPerReader: 1_024,
  /** Fields that one operation writes: more than any record has. */
  opFields: 100,
  /** Records that a host writes in one call, all or none. */
  provisionedRecords: 20_000,
} as const;
