/** What is wrong with a value that has the right type, in a word: the schemas of records travel to every page, the sentences only with what writes. */
const remedies = {
  blank: 'Write something first.',
  broken: 'A character is broken: write it again.',
  day: 'Use a day such as "2026-11-12".',
  hash: 'Use the SHA-256 of the file, in hexadecimal.',
  hours: 'Use hours and minutes, such as "09:00".',
  instant: 'Use ISO 8601 with a zone, such as "2026-11-12T17:42:00Z".',
  media: 'Use a media type, such as "image/png".',
  'no day': 'There is no such day.',
  'no moment': 'There is no such moment.',
  order: 'The day must end after it begins.',
  zone: 'Use an IANA time zone, such as "Europe/Madrid".',
} as const;

export type Fault = keyof typeof remedies;

/** The sentence for what a schema says; what has none is one already. */
export const remedyOf = (message: string): string => (Object.hasOwn(remedies, message) ? remedies[message as Fault] : message);
