export const highlightKinds = [
  'strategy',
  'training',
  'personality-test',
  'skills-assessment',
  'review',
  'survey',
  'ritual',
] as const;
export type HighlightKind = (typeof highlightKinds)[number];

export const highlightStates = [
  'announced',
  'prepare-open',
  'happening',
  'harvest-open',
  'harvested',
  'closed',
  'moved',
  'cancelled',
] as const;
export type HighlightState = (typeof highlightStates)[number];
