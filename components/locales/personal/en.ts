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

  // Hours
  hours: 'When you want to be reached',
  hoursIntro:
    'Who writes to you at another time sees what time it is for you, and may wait for your morning. Nothing is kept from you.',
  hoursSentence: (days: string, from: string, to: string) => `${days}, ${from} to ${to}`,
  hoursFromDay: (first: string, last: string) => `${first} to ${last}`,
  hoursEveryDay: 'Every day',
  hoursUsual: 'This is what is assumed until you say otherwise.',
  hoursChange: 'Change these hours',
  hoursDays: 'Days',
  hoursFrom: 'From',
  hoursTo: 'To',
  hoursSave: 'Keep these hours',
  hoursForget: 'Back to the usual ones',
  hoursSaved: 'Said. The whole rope will know.',
  hoursNoDay: 'Choose one day at least.',
  hoursOrder: 'The day has to end after it begins.',

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
  goalLevelsHint:
    'Begin in the middle: what you really hope for. Then what would be more, and what would be less. Say what somebody could see.',
  goalLevel: (level: string) =>
    ({
      '2': 'Far beyond what I hope',
      '1': 'More than I hope',
      '0': 'What I hope',
      '-1': 'A little less',
      '-2': 'Far from it',
    })[level] ?? level,
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
        : plural(-steps, {
            one: 'One level down since the start',
            other: `${number(-steps)} levels down since the start`,
          }),
  chartLabel: (title: string, sides: readonly string[]) => `Chart: ${title}. ${sides.join(' ')}`,
  chartSide: (name: string, from: string, to: string) =>
    from === to ? `${name}: ${to} throughout.` : `${name}: from “${from}” to “${to}”.`,
  chartFailed: 'The drawing could not be fetched. All that was seen is in the list.',
  history: (count: number) =>
    plural(count, {
      one: 'The one time that it was looked at',
      other: `The ${number(count)} times that it was looked at`,
    }),
  attainment: 'All goals together',
  attainmentHint:
    '50 is “as hoped” everywhere, weighted by how much each matters and how hard it is. It compares you with yourself, and only you and your coach see it.',
  attainmentHintGuide:
    '50 is “as hoped” everywhere, weighted by how much each matters and how hard it is. It compares a person with themself, and only the two of you see it.',
  attainmentStart: (value: number) => `at the start ${number(value)}`,
  attainmentSide: (name: string, value: number) => `${name} ${number(value)}`,
  goalReadBy: (names: readonly string[]) =>
    names.length === 0
      ? 'Only you read this goal'
      : plural(names.length, { one: `${list(names)} reads this goal`, other: `${list(names)} read this goal` }),

  // Served
  servedMe: 'This served me',
  servedWhat: 'What did it serve for?',
  servedReaders: (names: readonly string[]) =>
    names.length === 0 ? 'One sentence is enough.' : `${list(names)} will read this sentence. One is enough.`,
  servedSay: 'Say it back',
  servedEmpty: 'Say in a few words what it served for.',
  servedSaid: 'Said back.',
  servedYou: 'It served you:',
  servedBy: (name: string) => `It served ${name}:`,
  servedTakeBack: 'Take back',
  myWords: 'What became of my words',
  myWordsEmpty: 'You have not given any words here yet. When you have, this is where you read what became of them.',
  myWordsGathered: (names: readonly string[]) => `taken up by ${list(names)}`,
  myWordsWait: 'On its way. Words sometimes take weeks to serve.',

  // Circle
  circleTitle: 'Who is on the rope',
  circleIntro:
    'They read what you open to them, and nothing else. You can let anybody rest, or leave, whenever you like.',
  circleIntroGuest: 'Everybody here was asked. You can rest, or leave, whenever you like.',
  circleGone: 'You are no longer on this rope.',
  circleHint: (hint: string) =>
    ({
      nobody:
        'Nobody climbs with you yet, besides your guides. Whose eye would do you good? One person is a beginning.',
      few: 'One companion sees one side. A second pair of eyes would see what the first does not.',
      'no-outside': 'Everybody here knows your company from inside. Somebody who owes it nothing sees other things.',
      'no-inside': 'Nobody here sees you at work. A colleague would notice what changes on an ordinary day.',
      alike: 'They all know you from the same place. Somebody quite different would ask another question.',
    })[hint] ?? '',
  fromOutside: 'from outside the company',
  placeRests: 'resting',
  restMyself: 'Rest a while',
  backMyself: 'I am back',
  pausePlace: 'Let rest',
  pausePlaceOf: (name: string) => `Let rest: ${name}`,
  resumePlace: 'Take up again',
  resumePlaceOf: (name: string) => `Take up again: ${name}`,
  removePlaceOf: (name: string) => `Remove ${name} from the rope`,
  placePaused: (name: string, isMe: boolean) =>
    isMe ? 'You are resting: nothing reaches you.' : `${name} is resting: nothing new reaches them.`,
  placeBack: (name: string, isMe: boolean) => (isMe ? 'You are back.' : `${name} is back on the rope.`),
  placeRemoved: (name: string) => `${name} is off the rope: nothing reaches them any more. What they said stays.`,

  // Pace
  pace: 'The pace',
  paceState: (state: string) =>
    ({
      proposed: 'This journey is being prepared.',
      active: 'The journey goes on, at your pace.',
      closing: 'The journey is coming to its end: time to look back.',
      closed: 'The journey is finished. All that is yours stays readable, and you can take it with you.',
      stopped: 'The journey was stopped. All that is yours stays readable.',
    })[state] ?? '',
  paceRests: 'The journey rests. Nothing is late, and nobody is waiting.',
  paceRestsUntil: (day: string) => `The journey rests until ${day}. Nothing is late, and nobody is waiting.`,
  paceOver: 'The day you had in mind has come. Shall we go on? Or rest a little longer: it owes nobody anything.',
  paceOffer: (what: string) =>
    ({ pause: 'Take a rest', conclude: 'Begin the end', close: 'Finish the journey', stop: 'Stop here' })[what] ?? '',
  paceExplained: (what: string, isOwn: boolean) =>
    ({
      pause:
        'The path waits for you: every step that is not done moves by as long as you rest. Nobody is reminded of anything.',
      conclude: 'The last weeks begin: time to look back, to thank, and to choose what you take with you.',
      close: 'Nothing new will be written here. All stays readable, and you can take all of it with you.',
      stop: isOwn
        ? 'The journey ends here. You owe nobody a reason. All stays readable, and you can take all of it with you.'
        : 'The journey ends here for this person and their rope. All stays readable. Better said to them first.',
    })[what] ?? '',
  paceHowLong: 'How long, about?',
  paceUntil: (days: number, day: string) =>
    days === 30 ? `a month, until ${day}` : days === 14 ? `two weeks, until ${day}` : `a week, until ${day}`,
  paceOpenEnd: 'I do not know yet',
  paceReason: 'What would you like to say about it?',
  paceDo: (what: string) =>
    ({ pause: 'Rest', conclude: 'Begin the end', close: 'Finish', stop: 'Stop the journey' })[what] ?? '',
  paceDone: (what: string) =>
    ({
      pause: 'Rest well. The path waits.',
      conclude: 'The end begins. Take your time.',
      close: 'Finished. Look how far it is.',
      stop: 'Stopped. What you have lived stays yours.',
    })[what] ?? '',
  paceResume: 'Take up the path again',
  paceResumed: 'On the way again. The steps have waited for you.',

  paceReopen: 'Reopen the journey',
  paceReopensUntil: (day: string) => `You can reopen it until ${day}.`,
  paceReopened: 'The journey is open again. What was left to do has moved by as long.',

  // Plans
  plans: 'If… then…',
  plansIntro: 'For the moment when it is hard: a sign, and what I do then. Decided before, it is kept more often.',
  plansEmpty:
    'No plan yet. Take a moment that keeps coming back: what is its sign, and what would you like to do then?',
  newPlan: 'Make a plan',
  takePlan: (sign: string) => `Start from “${sign}”`,
  planHint: 'The clearer the sign, the better it works: something you can see, hear or feel.',
  planIf: 'If this happens…',
  planThen: '… then I do this',
  planMake: 'That is my plan',
  planMade: 'Your plan is made.',
  planReadBy: (names: readonly string[]) =>
    names.length === 0
      ? 'only you read it'
      : plural(names.length, { one: `${list(names)} reads it`, other: `${list(names)} read it` }),
  planTried: (count: number, last: string) =>
    count === 0
      ? 'not tried yet'
      : plural(count, { one: 'tried once', other: `tried ${number(count)} times` }) +
        (last === 'worked' ? ', and it worked the last time' : last === 'failed' ? ', not the last time' : ''),
  planWorked: 'I did it',
  planFailed: 'Not this time',
  planDrop: 'Let it go',
  planDropped: 'The plan is let go.',
  planMadeAgain: 'It is back, with what was noted.',
  planNotedWorked: 'Noted: it worked.',
  planNotedFailed: 'Noted. To have seen the sign is already something.',

  // Events
  events: 'Events',
  eventsIntro: 'What the company organises, prepared so that it is yours, and harvested so that it stays.',
  eventsPast: (count: number, isAsking: boolean) =>
    plural(count, { one: '1 past event', other: `${number(count)} past events` }) +
    (isAsking ? ' · something left to note' : ''),
  eventsEmpty: 'No event is announced. When one is, this is where you prepare for it.',
  eventWhen: (inDays: number, days: number) => {
    if (inDays > 1) return `In ${number(inDays)} days.`;
    if (inDays === 1) return 'Tomorrow.';
    if (inDays === 0) return days > 1 ? 'Now.' : 'Today.';
    return plural(-inDays, { one: 'Yesterday.', other: `${number(-inDays)} days ago.` });
  },
  eventCancelled: 'This event is cancelled. What you wrote stays.',
  eventPart: (part: string) => ({ prepare: 'Before', harvest: 'After', transfer: 'Three weeks later' })[part] ?? part,
  activityOn: (day: string) => `on ${day}`,
  activityDone: 'written',
  activityWrite: (part: string, isDone: boolean): string =>
    isDone ? 'Write again' : part === 'prepare' ? 'Prepare' : part === 'harvest' ? 'Harvest' : 'Look back',
  transferTitle: 'Is it used?',
  transferAsk: 'What you took with you: what became of it?',
  transferOutcome: (outcome: string) =>
    ({ used: 'I use it', 'not-used': 'Not yet', dropped: 'I let it go' })[outcome] ?? outcome,
  transferWay: 'What got in the way?',
  transferObstacle: (obstacle: string) =>
    ({
      'no-time': 'no time',
      'no-occasion': 'no occasion',
      'no-support': 'nobody to do it with',
      'not-useful': 'it was of no use',
      'too-hard': 'it was too hard',
      other: 'something else',
    })[obstacle] ?? obstacle,
  transferNote: 'In a sentence',
  transferMissing: 'Choose first what became of it.',
  transferSay: 'Say it',
  transferSaid: 'Said. Thank you for looking back.',

  // Export
  takeAll: 'Take all with me',
  takeAllIntro:
    'One file with everything that is yours to read: a page to read in any browser, the same for programs, and the dates. It is made on this device and sent nowhere.',
  takeAllDo: 'Take all with me',
  takeAllMaking: 'Packing…',
  takeAllDone: 'Here it is:',
  takeAllFailed: 'That did not work. Nothing is lost: please try again.',
  bringBack: 'Bring back what I kept to myself',
  bringBackIntro:
    'From a file that you took with you: your private answers and your drafts come back to this device. Nothing is sent, and nothing that is here is replaced.',
  bringBackDoing: 'Unpacking…',
  broughtBack: (restored: number, kept: number) =>
    [
      restored === 0
        ? 'Nothing was missing here.'
        : plural(restored, {
            one: 'One text is back on this device.',
            other: `${number(restored)} texts are back on this device.`,
          }),
      kept === 0 ? '' : plural(kept, { one: 'One was here already.', other: `${number(kept)} were here already.` }),
    ]
      .filter(Boolean)
      .join(' '),
  bringBackNothing: 'This file holds nothing private.',
  bringBackWrong:
    'This file cannot be used here: it is not from this journey, somebody else made it, or it was changed since. Nothing on this device has changed.',

  // Invite
  invite: 'Ask somebody',
  inviteIntro:
    'You write it yourself. They answer with one link, without an account, and read only what you open to the circle.',
  inviteFrom: (profile: string) => `Begin from: ${profile}`,
  inviteWords: 'Your words',
  inviteHope: 'What I hope from them',
  inviteOffer: 'What I offer in return',
  inviteHome: 'Where do they know you from?',
  inviteHomeOf: (home: string): string =>
    home === 'outside' ? 'outside the company, which will not know' : 'inside the company',
  inviteMake: 'Make the link',
  inviteAdded: 'Added below your words.',
  inviteOpens: (page: string) => `It opens ${page}.`,
  inviteOnline: 'A network is needed to make a link. Your words stay in the box.',
  inviteMade:
    'Here is the link, for one person. It is good for seven days and shown only now: copy it, and send it the way you talk to them.',
  inviteCopy: 'Copy the link',
  inviteCopied: 'Copied.',
  inviteUnderWay: 'Asked',
  inviteState: (state: string, name: string) =>
    ({
      sent: 'not opened yet',
      opened: 'opened, not answered yet',
      accepted: name === '' ? 'accepted' : `${name} has come`,
      declined: 'not this time',
      expired: 'out of date',
      revoked: 'taken back',
    })[state] ?? state,
  inviteRevoke: 'Take it back',
});

/** Every text of these elements, and what each is told. */
export type PersonalMessages = ReturnType<typeof en>;
