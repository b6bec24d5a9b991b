import type { Grammar } from '../grammar.js';

/** "at 9:00", "Monday at 9:00". */
const at = (time: string): string => time.replace(/(?<=^|\s)0?(?=\d)/, 'at ');

/** The English texts of what is opened from the first screen: words, readers, steps, the forum, lists. */
export const en = ({ list, number, plural }: Grammar) => ({
  close: 'Close',
  cancel: 'Cancel',
  failure: (code: string) =>
    ({
      CORDEE_STORAGE_FULL:
        'This device is full, so nothing more can be kept here. Your text is still in the box: copy it before you leave.',
      CORDEE_STORAGE_BLOCKED:
        'This browser does not let us keep anything. Your text is still in the box: copy it before you leave.',
      CORDEE_PERMISSION_DENIED: 'You cannot write here any more. Your text is still in the box.',
      CORDEE_SYNC_AUTH: 'Please sign in again. Your text is still here.',
      CORDEE_INPUT_INVALID: 'Something in this text is not accepted. Your text is still in the box.',
    })[code] ?? 'That did not work. Your text is still here: please try again.',

  // Sync
  storageFull:
    'This device is full: what is new is not kept here until there is room again. What you had written is safe.',
  memoryOnly: 'This browser keeps nothing: what is not sent will be lost when you leave the page.',
  outdated: 'A newer version is here: please reload the page.',

  // Journey
  journeys: 'Your ropes',
  noJourneyTitle: 'You are on no rope here',
  noJourneyText: 'Journeys belong to those who climb. Nobody else reads them: the company sees totals only.',
  notArrived: 'Your ropes have not reached this device yet. They appear as soon as the server answers.',
  openJourney: (name: string) => `Open ${name}’s rope`,

  // Step
  why: 'Why',
  instructions: 'What to do',
  doneWhen: 'Done when',
  coachGuide: 'For you, who guide',
  variant: 'Made to measure',
  begin: 'I begin',
  finish: 'It is done',
  reopen: 'Open again',
  moveFailed: (code: string): string =>
    code === 'CORDEE_PERMISSION_DENIED' ? 'This step is not yours to move.' : 'That did not work: please try again.',
  answer: 'Answer',
  answerLabel: 'Your answer',
  saveAnswer: 'Keep this answer',
  rewrite: 'Write it anew',
  promptForOthers: 'Asked of others',
  noAnswerYet: 'Nothing written yet.',
  stepGone: 'This step is no longer on the path.',

  // Composer
  writeHere: 'Your words',
  send: 'Send',
  posted: 'Kept on this device, and sent as soon as there is a network.',
  postedHere: 'Kept on this device only.',
  emptyText: 'Write something first.',
  lettersLeft: (left: number) =>
    plural(left, { one: `${number(left)} character left`, other: `${number(left)} characters left` }),
  lettersOver: (over: number) =>
    plural(over, { one: `${number(over)} character too many`, other: `${number(over)} characters too many` }),
  textTooLong: (over: number, max: number) =>
    `That is ${plural(over, { one: `${number(over)} character`, other: `${number(over)} characters` })} too long: there is room for ${number(max)}. Nothing was cut.`,
  textHeld: 'This page kept your text from leaving. It is still in the box.',
  emptyMoment: 'Say what you saw: one line is enough.',
  draftRestored: (ago: string) => `What you began ${ago} is here again.`,
  draftDiscard: 'Begin anew',
  adviceMoment: 'This says how somebody is. What helps most is a moment: when it was, what you saw, and what it did.',
  adviceTellMoment: 'Tell the moment',
  sendAnyway: 'Send all the same',
  hoursAway: (name: string, time: string, isZoneKnown: boolean) =>
    isZoneKnown
      ? `It is ${time} for ${name}.`
      : `It is ${time} in UTC: this browser does not know the time zone of ${name}.`,
  laterPromise: 'If it waits, it waits on this device, and leaves when this page is open here at that time or later.',
  sendAt: (time: string) => `Send ${at(time)}, their time`,
  keptForLater: 'Kept on this device until then.',
  // Time zone
  zone: (place: string, time: string) => `Your time zone: ${place}. It is ${time} there.`,
  zoneUnknown: (name: string) => `This browser does not know your time zone, “${name}”: your times are shown in UTC.`,
  zoneOfUnknown: 'time zone not known here, so UTC',
  zoneHint: 'Your hours, the nine o’clock reminders and the time that others see for you go by it, on all your ropes.',
  zoneHere: (place: string) => `This device is set to another time zone: ${place}.`,
  zoneTake: 'Take this one',
  zoneChange: 'Choose another time zone',
  zoneLabel: 'Time zone',
  zoneSave: 'Keep this time zone',
  zoneSaved: 'Said. All your ropes will know.',

  kindLegend: 'What it is',
  kind: (kind: string) =>
    ({
      advice: 'advice',
      suggestion: 'suggestion',
      encouragement: 'encouragement',
      moment: 'a moment',
      story: 'story',
      question: 'question',
      answer: 'answer',
      learning: 'what I take home',
      synthesis: 'synthesis',
      practice: 'tried out',
      harvest: 'harvest',
    })[kind] ?? kind,

  // Who reads
  willRead: (names: readonly string[]) => `${list(names)} will read this`,
  reads: (names: readonly string[]) =>
    plural(names.length, { one: `${list(names)} reads this`, other: `${list(names)} read this` }),
  willReadSelf: 'Only you: it stays on this device',
  willReadNobody: 'Nobody reads this yet',
  changeReaders: 'Change',
  readersLegend: 'Who will read this?',
  audienceSelf: 'Only me',
  audienceSelfHint: 'Only on this device. It is never sent.',
  audiencePair: (name: string) => `${name} and I`,
  audienceGuides: 'The guides',
  audienceCircle: 'The circle',
  audienceChosen: 'People I choose',
  cohort: 'Those who do this path at the same time',

  // Challenge
  challengeLabel: 'What is hard, now?',
  challengeSend: 'Raise this challenge',
  reply: 'Reply',
  replyTo: (name: string) => `Reply to ${name}`,

  // Presence
  news: 'Since you last looked',
  newsMore: 'Show the rest',
  newsOf: (names: readonly string[], what: string) =>
    ({
      topic: `${list(names)} opened a topic`,
      contribution: `${list(names)} wrote`,
      read: `${list(names)} read your words`,
      served: `Your words served ${list(names)}`,
    })[what] ?? list(names),
  laterTitle: 'Waits for the morning of its reader',
  laterAt: (time: string) => `Leaves this device ${at(time)} for you, or when this page is next open here`,
  laterNow: 'Send now',
  laterForget: 'Let it go',

  // Thread
  momentOf: (what: string) =>
    ({ challenge: 'raises a challenge', topic: 'opens a topic', answer: 'in a step', reply: 'under a challenge' })[
      what
    ] ?? '',
  olderMoments: (count: number) => plural(count, { one: 'One older moment', other: `${number(count)} older moments` }),

  // Forum
  forum: 'The forum',
  forumIntro: 'Few questions, and always a word on what became of the answers.',
  newTopic: 'Open a topic',
  newTopicLabel: 'What would you like to talk about?',
  newTopicSend: 'Open this topic',
  forumEmpty: 'No topic yet. A good first one: what you would like to be asked.',
  forumEmptyGuest: 'No topic yet. As soon as one is opened for you, it is here.',
  allTopics: 'All topics',
  voices: (names: readonly string[]) => `With ${list(names)}`,
  pinned: 'pinned',
  asks: 'asks the rope',
  hasNews: 'new',
  topicState: (state: string) => ({ open: 'open', synthesised: 'gathered', closed: 'closed' })[state] ?? state,
  topicGone: 'This topic is no longer open to you.',
  topicClosed: 'This topic is closed. What was said stays.',
  journeyEnded: 'The journey has ended. What was said stays; nothing new begins here.',
  noVoiceYet: 'No voice yet. The first is often the one that helps most.',
  contributeLabel: 'What would you say?',
  earlierVoices: 'Earlier voices',
  beforeThese: (count: number) => plural(count, { one: 'one before these', other: `${number(count)} before these` }),
  olderTopics: 'Older topics',
  ownWords: 'My words',
  othersWords: 'Who reads this',
  narrowHint: 'To let more people read it again takes a yes from its author and from the person accompanied.',
  widenHint: (names: readonly string[]) =>
    names.length === 0
      ? 'Whoever comes later would read it too.'
      : `${list(names)} would read it too. What was answered keeps its readers.`,
  widenDo: 'Let them read it too',
  widenOutside: 'They do not see what this answers: choose among those who do.',
  askHint: (names: readonly string[], askedNames: readonly string[]) =>
    `${list(names)} would read it too, once ${list(askedNames)} ${plural(askedNames.length, { one: 'says', other: 'say' })} yes.`,
  askDo: (names: readonly string[]) => `Ask ${list(names)}`,
  askReason: 'Why, if you like',
  asked: 'Asked. Nothing changes before that.',
  narrowNotYours: 'Only its author, or the person accompanied, lets fewer people read it.',
  requests: 'May more people read this?',
  requestBy: (name: string, names: readonly string[], whose: string | undefined) =>
    `${name} would like ${list(names)} to read ${whose === undefined ? 'your words' : `${whose}’s words`} too.`,
  requestOwn: (names: readonly string[], whose: string | undefined) =>
    `You asked that ${list(names)} may read ${whose === undefined ? 'your words' : `${whose}’s words`} too.`,
  requestYes: 'Yes, let them read it',
  requestNo: 'No, keep it as it is',
  requestSaidYes: 'Said yes.',
  requestSaidNo: 'It stays as it is.',
  requestWaits: (names: readonly string[]) => `Waits for ${list(names)}.`,
  requestDeclined: (names: readonly string[]) => `${list(names)} would rather keep it as it is.`,
  requestTakeBack: 'Take the question back',
  requestTakenBack: 'The question is taken back.',
  requestSeen: 'All right',
  oneByOneHint: 'Keep those who read it now, and add others; fewer can be chosen after that.',
  narrowDo: 'Let only these read it',
  narrowDone: 'Done, as soon as the server knows.',
  withdraw: 'Take these words back',
  withdrawAsk: 'They leave every device. What stays is “withdrawn by its author”.',
  withdrawDo: 'Take them back',
  leave: 'Leave this rope',
  leaveAsk: (name: string) =>
    `You will no longer read anything here, and ${name} will see that you have left. Your words may stay, or go with you.`,
  leaveDo: 'Leave',
  leaveAndWithdraw: 'Leave and erase my words',
  leaveDone:
    'You have left. This rope goes from this device as soon as the server knows. Thank you for having been there.',
  formMoment: 'When',
  formSaw: 'What I saw',
  formEffect: 'What it did',
  formNext: 'Next time',
  formMomentHint: 'A day, a place: “Tuesday, in the meeting”.',
  formSawHint: 'What a camera would have seen or heard.',
  formEffectHint: 'On you, on the others, on the work.',
  formNextHint: 'One thing to try, or to keep.',

  // Sync
  refusedReason: (reason: string) =>
    ({
      forbidden: 'You may no longer write to these readers.',
      not_a_member: 'You are no longer on this rope.',
      space_gone: 'These readers can no longer be reached.',
      record_gone: 'What this answered has been withdrawn.',
      invalid: 'It was not in a form that can be kept.',
      precondition: 'Somebody changed it in the meantime.',
      quota: 'There is no room left for it.',
      too_large: 'It is too long.',
      lost: 'A later text took its place.',
      erased: 'Something written here was nowhere else yet, and the browser has deleted it from this device.',
    })[reason] ?? 'The server did not keep it.',
  refusedTitle: (count: number) =>
    plural(count, { one: 'One text was not accepted', other: `${number(count)} texts were not accepted` }),
  sendAgain: 'Send again',
  sendToOthers: 'Send to others',
  sendToThese: 'Send to these people',
  resendFailed: (code: string) =>
    ({
      CORDEE_PERMISSION_DENIED:
        'Its readers cannot be reached from your place any more. Choose others, or copy the text.',
      CORDEE_INPUT_INVALID:
        'Its readers, or what it belonged to, are no longer there. Choose others, or copy the text.',
    })[code] ?? 'That did not work. The text is still here: try again.',
  copyText: 'Copy the text',
  copied: 'Copied',
  dismiss: 'Let it go',
});

/** Every text of what is opened from the first screen, and what each is told. */
export type LaterMessages = ReturnType<typeof en>;
