import type { HighlightRun } from '../model/journey/journey.js';

export type HighlightKind = HighlightRun['kind'];

/** Category words that decide the kind, in the two languages we write in. A company adds its own. */
export const usualCategories: Readonly<Record<string, HighlightKind>> = {
  strategy: 'strategy',
  strategie: 'strategy',
  'kick-off': 'strategy',
  seminar: 'strategy',
  seminaire: 'strategy',
  training: 'training',
  formation: 'training',
  course: 'training',
  workshop: 'training',
  atelier: 'training',
  'personality-test': 'personality-test',
  'test de personnalite': 'personality-test',
  'skills-assessment': 'skills-assessment',
  'bilan de competences': 'skills-assessment',
  review: 'review',
  'entretien annuel': 'review',
  'performance review': 'review',
  survey: 'survey',
  sondage: 'survey',
  enquete: 'survey',
  barometre: 'survey',
  ritual: 'ritual',
  rituel: 'ritual',
};

/** Letters without accents or case, words separated by one space; `_` and a space are the same. */
export const categoryKey = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();

/** What the categories of an event make it: the first that is in the table. */
export function kindOf(
  categories: readonly string[],
  table: Readonly<Record<string, HighlightKind>>,
): HighlightKind | undefined {
  const kinds = new Map(Object.entries(table).map(([name, kind]) => [categoryKey(name), kind]));
  return categories.flatMap(
    (name) => kinds.get(categoryKey(name)) ?? kinds.get(categoryKey(name).replaceAll(' ', '-')) ?? [],
  )[0];
}
