/**
 * What a template may ask of a journey before it says something. The list is closed: each is
 * something that can be told to its receiver in a sentence, and none reads a word of anybody.
 */
export const nudgeFlags = [
  'paused',
  'challenge.open',
  'challenge.seenByCoach',
  'ask.open',
  'highlight.prepared',
  'highlight.harvested',
  'sponsor.reported',
] as const;

/** Numbers; days and hours are whole ones that have passed, or that are left. */
export const nudgeNumbers = [
  'week',
  'activeCompanions',
  'unthanked',
  'receivedMinusGiven',
  'ask.answers',
  'hoursSince(challenge.raisedAt)',
  'daysSince(ask.openedAt)',
  'daysSince(lastResult)',
  'daysSince(lastTriadMeeting)',
  'highlight.startsInDays',
  'highlight.endedDays',
  'sponsor.commitmentDueDays',
  'tutor.openQuestionHours',
] as const;

const escaped = (name: string): string => name.replaceAll(/[.()]/g, String.raw`\$&`);
const anyOf = (names: readonly string[]): string => `(?:${names.map(escaped).join('|')})`;
const comparison = '(?:==|>=|<=|>|<)';
const number = '-?(?:0|[1-9][0-9]{0,3})';

const term = [
  `!?${anyOf(nudgeFlags)}`,
  `${anyOf(nudgeNumbers)}${comparison}${number}`,
  `goal\\.[a-z0-9]+(?:-[a-z0-9]+)*${comparison}${number}`,
  `(?:coach|mentor|tutor|sponsor|peer)\\.silentDays${comparison}(?:${number}|replyWithinDays\\*[1-9])`,
  `rhythm=='(?:slowing|quiet)'`,
].join('|');

/** A condition: one or more of the list, all of which must hold. The same pattern stands in `journey-template.schema.json`. */
export const nudgeConditionPattern = new RegExp(`^(?:${term})(?: && (?:${term}))*$`);

/** The goals that a condition looks at, by id. */
export const goalsIn = (condition: string): readonly string[] =>
  [...condition.matchAll(/\bgoal\.([a-z0-9-]+)/g)].flatMap(([, goal]) => goal ?? []);

/** The roles whose silence a condition looks at. */
export const rolesIn = (condition: string): readonly string[] =>
  [...condition.matchAll(/\b([a-z]+)\.silentDays/g)].flatMap(([, role]) => role ?? []);
