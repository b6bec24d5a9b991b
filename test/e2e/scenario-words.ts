import { readScenario } from '../../demo/scenario.js';
import { type Visit, dumpIndexedDb } from './support.js';

export const scenario = readScenario();

export const inBothLanguages = ({
  fr,
  en,
}: {
  readonly fr: string;
  readonly en: string;
}): readonly [string, string] => [fr, en];

const challengeWords = scenario.challenges.flatMap((challenge) => [challenge, ...challenge.replies]);

/** What somebody has said in the eleven weeks, in the languages that it may have been said in. */
export const wordsOf = (person: string): readonly string[] =>
  [...scenario.forum, ...challengeWords].filter(({ by }) => by === person).flatMap(({ text }) => inBothLanguages(text));

const wordsTo = (audience: string): readonly string[] =>
  [...scenario.forum, ...challengeWords]
    .filter((item) => item.audience === audience)
    .flatMap(({ text }) => inBothLanguages(text));

/** What only the pair, or only the guides, may read: words, reasons, goals, what served to others. */
export const hiddenFromCompanions: readonly string[] = [
  ...wordsTo('pair'),
  ...wordsTo('guides'),
  ...scenario.journey.adaptations.flatMap(({ reason }) => inBothLanguages(reason)),
  'Confier un travail et ne pas le reprendre',
  'goalRating',
  'plannedFor',
  'coachGuide',
];

/** Everything that has reached a device: what came over the wire, and what it keeps. */
export const receivedBy = async (person: Visit): Promise<string> =>
  [...(await person.bodies()), await dumpIndexedDb(person.page)].join('\n');

/** Which of these texts are in there, as they are or as JSON writes them. */
export const textsIn = (received: string, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => received.includes(text) || received.includes(JSON.stringify(text).slice(1, -1)));
