const toPerson = new Set([
  'tu',
  'te',
  't',
  'toi',
  'ton',
  'ta',
  'tes',
  'vous',
  'votre',
  'vos',
  'you',
  'your',
  'yours',
  'yourself',
]);
const subjects = new Set(['tu', 't', 'vous', 'you']);
const being = new Set(['es', 'êtes', 'etes', 'are', 're', 'étais', 'etais', 'étiez', 'etiez', 'were']);
/** Between "you are" and an adjective these turn a remark into a verdict. */
const degrees = new Set([
  'trop',
  'très',
  'tres',
  'si',
  'tellement',
  'vraiment',
  'assez',
  'plutôt',
  'plutot',
  'toujours',
  'jamais',
  'too',
  'so',
  'very',
  'really',
  'quite',
  'rather',
  'such',
  'always',
  'never',
]);
const articles = new Set(['un', 'une', 'quelqu', 'a', 'an', 'someone', 'somebody']);

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Whether it speaks to somebody: in one of the second persons of English or French. */
export const isSaidToPerson = (text: string): boolean => wordsOf(text).some((word) => toPerson.has(word));

/**
 * Whether it says what somebody is: "Tu es trop contrôlante", "You are always late", "You're a born
 * leader". "You are on time" and "Tu es venue" do not match: being is followed by no degree and no article.
 */
export function isAboutTrait(text: string): boolean {
  const words = wordsOf(text);
  return words.some((word, index) => {
    const verb = words[index + 1] ?? '';
    const next = words[index + 2] ?? '';
    return subjects.has(word) && being.has(verb) && (degrees.has(next) || articles.has(next));
  });
}
