import type { Grammar } from '../grammar.js';

/** The English texts of the elements that come when they are asked for: the reference that every language follows. */
export const en = ({ list, number, plural }: Grammar) => ({
  undo: 'Undo',
  save: 'Keep it',
  edit: 'Write it anew',
  remove: 'Remove',
  keepIt: 'No, keep it',
  more: 'More',
  optional: 'if you like',
  savedHere: 'Kept on this device, and sent as soon as there is a network.',
  fillIn: (field: string) => `Still to write: ${field}.`,

  // Goals
  goals: 'What I am aiming at',
  goalsOf: (name: string) => `What ${name} is aiming at`,
  goalsIntro: 'Each of you says where you see it, apart. What differs is worth a conversation.',
  goalsEmpty: 'No goal yet. Begin with one: what would you like to be able to do, and how would anyone see it?',
  goalsEmptyGuest: 'No goal has been shared with you yet.',
  newGoal: 'Set a goal',
  goalProposals: 'This path proposes these. Take one as it is written, or make its words your own.',
  takeProposal: (title: string) => `Start from “${title}”`,
  goalTitle: 'What do you want to be able to do?',
  goalTitleHint: 'In your own words, as you would say it to a friend.',
  goalLevels: 'How will you recognise it?',
  goalLevelsHint: 'Begin in the middle: what you really hope for. Then what would be more, and what would be less. Say what somebody could see.',
  goalLevel: (level: string) =>
    ({ '2': 'Far beyond what I hope', '1': 'More than I hope', '0': 'What I hope', '-1': 'A little less', '-2': 'Far from it' })[level] ?? level,
  goalLevelShort: (level: string) =>
    ({ '2': 'far beyond', '1': 'beyond', '0': 'as hoped', '-1': 'not quite', '-2': 'far from it' })[level] ?? level,
  goalBaseline: 'Where do you stand today?',
  goalImportance: 'How much it matters',
  importance: (weight: number) => ({ 1: 'it counts', 2: 'it counts a lot', 3: 'it counts most' })[weight] ?? '',
  goalDifficulty: 'How hard it is',
  difficulty: (weight: number) => ({ 1: 'within reach', 2: 'takes effort', 3: 'a steep one' })[weight] ?? '',
  goalReaders: 'Who reads this goal',
  goalSave: 'Set this goal',
  goalSaved: 'Your goal is set.',
  goalChanged: 'Written anew. What was seen of it stays.',
  goalRemoveAsk: 'Remove this goal, and all that was seen of it? This cannot be undone.',
  goalRemoved: 'The goal is removed.',
  rate: 'Where do I see it today?',
  rateFor: (name: string) => `Where do I see ${name} today?`,
  rateHint: 'Choose the sentence that fits today. The other will say what they see, apart.',
  rateMoment: 'What shows it?',
  rateMomentHint: 'One moment, one sentence.',
  rateSave: 'That is where I see it',
  rateMissing: 'Choose the level that fits today first.',
  rated: 'Noted.',
  ratingTakenBack: 'Taken back.',
  seenBy: (name: string, ago: string) => `${name}, ${ago}`,
  notRatedBy: (name: string) => `${name} has not said yet.`,
  notRatedByYou: 'You have not said yet.',
  startedAt: 'At the start',
  goalChange: (steps: number) =>
    steps === 0
      ? 'No level gained or lost since the start'
      : steps > 0
        ? plural(steps, { one: 'One level up since the start', other: `${number(steps)} levels up since the start` })
        : plural(-steps, { one: 'One level down since the start', other: `${number(-steps)} levels down since the start` }),
  chartLabel: (title: string, sides: readonly string[]) => `Chart: ${title}. ${sides.join(' ')}`,
  chartSide: (name: string, from: string, to: string) => (from === to ? `${name}: ${to} throughout.` : `${name}: from “${from}” to “${to}”.`),
  chartFailed: 'The drawing could not be fetched. All that was seen is in the list.',
  history: (count: number) => plural(count, { one: 'The one time that it was looked at', other: `The ${number(count)} times that it was looked at` }),
  attainment: 'All goals together',
  attainmentHint: '50 is “as hoped” everywhere, weighted by how much each matters and how hard it is. It compares you with yourself, and only you and your coach see it.',
  attainmentHintGuide: '50 is “as hoped” everywhere, weighted by how much each matters and how hard it is. It compares a person with themself, and only the two of you see it.',
  attainmentStart: (value: number) => `at the start ${number(value)}`,
  attainmentSide: (name: string, value: number) => `${name} ${number(value)}`,
  goalReadBy: (names: readonly string[]) => (names.length === 0 ? 'Only you read this goal' : plural(names.length, { one: `${list(names)} reads this goal`, other: `${list(names)} read this goal` })),
});

/** Every text of these elements, and what each is told. */
export type PersonalMessages = ReturnType<typeof en>;
