/** What is wrong with a value that has the right type, in a word: the schemas of records travel to every page, the sentences only with what writes. */
const remedies = {
  blank: 'Write something first.',
  broken: 'A character is broken: write it again.',
  day: 'Use a day such as "2026-11-12".',
  hash: 'Use the SHA-256 of the file, in hexadecimal.',
  hours: 'Use hours and minutes, such as "09:00".',
  instant: 'Use ISO 8601 with a zone, such as "2026-11-12T17:42:00Z".',
  media: 'Use a media type, such as "image/png".',
  name: 'Use a name that can be seen, without characters that turn other text around.',
  'no day': 'There is no such day.',
  'no moment': 'There is no such moment.',
  order: 'The day must end after it begins.',
  zone: 'Use an IANA time zone, such as "Europe/Madrid".',
} as const;

export type Fault = keyof typeof remedies;

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
};

/** What a schema asks for, in words: `("vous" | "tu")` is one of these. */
function namesIn(expected: string): string {
  const names = expected
    .replaceAll(/^\(|\)$/g, '')
    .split(' | ')
    .filter((name) => name !== 'undefined')
    .map((name) => typeNames[name] ?? name);
  return names.length > 1 ? `one of ${names.join(', ')}` : (names[0] ?? expected);
}

/** What to do about what a schema says by itself: "Invalid length: Expected >=5 but received 3". */
function remedyInWords(kind: string, expected: string): string {
  const limit = expected.slice(2);
  if (kind === 'length')
    return expected.startsWith('>') ? `Make it longer: ${limit} at least.` : `Shorten it: ${limit} at most.`;
  if (kind === 'value') return `Use ${limit} or ${expected.startsWith('>') ? 'more' : 'less'}.`;
  if (kind === 'integer') return 'Use a whole number.';
  if (kind === 'key') return 'Add it: it is needed here.';
  return kind === 'type' ? `Use ${namesIn(expected)}.` : 'Write it in the form that the documentation says.';
}

/** The sentence for what a schema says; what has none is one already. */
export function remedyOf(message: string): string {
  if (Object.hasOwn(remedies, message)) return remedies[message as Fault];
  const [, kind, expected = ''] = /^Invalid (\w+): (?:Expected ([\s\S]+?) but r|R)eceived /.exec(message) ?? [];
  return kind ? remedyInWords(kind, expected) : message;
}
