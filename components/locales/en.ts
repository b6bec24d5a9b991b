import { endSentence, type Grammar } from './grammar.js';

/** The English texts: the reference that every language follows. */
export const en = ({ list, number, plural }: Grammar) => ({
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  waiting: 'One moment…',
  failedToShow: 'This cannot be shown just now.',
  partUnreachable: 'This part has not reached this device yet: it takes a network once.',
  clientMissing: 'This page has not said whose journey to show.',
  failure: (code: string) =>
    ({
      CORDEE_STORAGE_FULL: 'This device is full, so nothing more can be kept here. Your text is still in the box: copy it before you leave.',
      CORDEE_STORAGE_BLOCKED: 'This browser does not let us keep anything. Your text is still in the box: copy it before you leave.',
      CORDEE_PERMISSION_DENIED: 'You cannot write here any more. Your text is still in the box.',
      CORDEE_SYNC_AUTH: 'Please sign in again. Your text is still here.',
      CORDEE_INPUT_INVALID: 'Something in this text is not accepted. Your text is still in the box.',
    })[code] ?? 'That did not work. Your text is still here: please try again.',

  // Journey
  journey: 'Journey',
  journeyOf: (name: string) => `${name}’s rope`,
  week: (week: number, weeks: number | undefined) => (weeks === undefined ? `Week ${number(week)}` : `Week ${number(week)} of ${number(weeks)}`),
  circle: 'On the rope',
  places: 'Places of this journey',
  placeThread: 'The thread',
  placeGoals: 'Goals',
  placeCircle: 'Circle',
  placeMine: 'Mine',
  allJourneys: 'All your ropes',
  journeys: 'Your ropes',
  noJourneyTitle: 'You are on no rope here',
  noJourneyText: 'Journeys belong to those who climb. Nobody else reads them: the company sees totals only.',
  notArrived: 'Your ropes have not reached this device yet. They appear as soon as the server answers.',
  journeyState: (state: string) =>
    ({ proposed: 'being prepared', active: 'under way', paused: 'resting', closing: 'coming to its end', closed: 'finished', stopped: 'stopped' })[state] ?? state,
  role: (role: string) =>
    ({ coachee: 'climbs', coach: 'coach', mentor: 'mentor', tutor: 'tutor', sponsor: 'sponsor', peer: 'peer', companion: 'companion' })[role] ?? role,
  openJourney: (name: string) => `Open ${name}’s rope`,

  // Path
  path: 'The path',
  next: 'Next',
  nextFor: (name: string) => `Next for ${name}`,
  nextSentence: (title: string, minutes: number) => `${endSentence(title)} ${number(minutes)} minutes are enough.`,
  pathDone: 'The whole path is behind you. Look how far it is.',
  stepsDone: (done: number, total: number) => plural(total, { one: `${number(done)} of ${number(total)} step done`, other: `${number(done)} of ${number(total)} steps done` }),
  routeLabel: (done: number, total: number, title: string) => `The rope so far: ${number(done)} of ${number(total)} steps done${title === '' ? '.' : `; next, ${endSentence(title)}`}`,
  phaseWeeks: (from: number, to: number) => (from === to ? `week ${number(from)}` : `weeks ${number(from)} to ${number(to)}`),
  phaseDone: (count: number) => plural(count, { one: 'One step, done', other: `${number(count)} steps, all done` }),
  showSteps: 'Show them',
  hideSteps: 'Fold',
  minutes: (count: number) => `${number(count)} min`,
  stepState: (state: string) =>
    ({ ahead: 'ahead', open: 'open', underway: 'begun', done: 'done', skipped: 'left aside', replaced: 'replaced' })[state] ?? state,
  late: 'still waits for you',
  stepKind: (kind: string) =>
    ({ reflect: 'think', meet: 'meet', plan: 'plan', practise: 'practise', ask: 'ask', share: 'share', read: 'read', check: 'look back', harvest: 'harvest' })[kind] ?? kind,
  pathEmpty: 'The path is not drawn yet. It appears here as soon as your coach has opened it.',
  eventKind: (kind: string) =>
    ({ strategy: 'company', training: 'training', 'personality-test': 'portrait', 'skills-assessment': 'skills', review: 'review', survey: 'survey', ritual: 'ritual' })[kind] ?? kind,
  eventState: (state: string) =>
    ({ announced: 'announced', 'prepare-open': 'time to prepare', happening: 'now', 'harvest-open': 'time to harvest', harvested: 'harvested', closed: 'over', moved: 'moved', cancelled: 'cancelled' })[state] ?? state,

  // Step
  why: 'Why',
  instructions: 'What to do',
  doneWhen: 'Done when',
  coachGuide: 'For you, who guide',
  variant: 'Chosen for this person',
  begin: 'I begin',
  finish: 'It is done',
  reopen: 'Open again',
  moveFailed: (code: string): string => (code === 'CORDEE_PERMISSION_DENIED' ? 'This step is not yours to move.' : 'That did not work: please try again.'),
  openStep: 'Open this step',
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
  textTooLong: (max: number) => `That is longer than ${number(max)} characters.`,
  textHeld: 'This page kept your text from leaving. It is still in the box.',
  kindLegend: 'What it is',
  kind: (kind: string) =>
    ({
      advice: 'advice', suggestion: 'suggestion', encouragement: 'encouragement', moment: 'a moment', story: 'story', question: 'question',
      answer: 'answer', learning: 'what I take home', synthesis: 'synthesis', practice: 'tried out', harvest: 'harvest',
    })[kind] ?? kind,

  // Who reads
  willRead: (names: readonly string[]) => `${list(names)} will read this`,
  reads: (names: readonly string[]) => plural(names.length, { one: `${list(names)} reads this`, other: `${list(names)} read this` }),
  willReadSelf: 'Only you: it stays on this device',
  willReadNobody: 'Nobody reads this yet',
  you: 'You',
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
  challenge: 'This is hard, now',
  challengeShort: 'Hard, now',
  challengeHint: 'Not in three weeks: now. One sentence is enough.',
  challengeLabel: 'What is hard, now?',
  challengeSend: 'Raise this challenge',
  challenges: 'Challenges of the moment',
  challengesWaiting: (count: number) => plural(count, { one: 'A challenge waits for you', other: `${number(count)} challenges wait for you` }),
  replyPromise: (name: string, days: number) => plural(days, { one: `${name} answers within a day.`, other: `${name} answers within ${number(days)} days.` }),
  raisedAgo: (ago: string) => `raised ${ago}`,
  challengeState: (state: string) =>
    ({ raised: 'waits for an eye', seen: 'seen', accompanied: 'in company', passed: 'passed', learnt: 'learnt from', 'let-go': 'let go' })[state] ?? state,
  replies: (count: number) => plural(count, { one: 'One reply', other: `${number(count)} replies` }),
  reply: 'Reply',
  replyTo: (name: string) => `Reply to ${name}`,
  olderChallenges: (count: number) => plural(count, { one: 'One earlier challenge', other: `${number(count)} earlier challenges` }),

  // Delivery
  waitingHere: 'on this device',
  sent: 'sent',
  readByNames: (names: readonly string[]) => `read by ${list(names)}`,
  seenByNames: (names: readonly string[]) => `seen by ${list(names)}`,
  deviceOnly: 'on this device only',
  sentLate: 'sent later',

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
  noVoiceYet: 'No voice yet. The first is often the one that helps most.',
  contributeLabel: 'What would you say?',
  somebody: 'Somebody on the rope',
  withdrawn: 'Withdrawn by its author.',
  formMoment: 'When',
  formSaw: 'What I saw',
  formEffect: 'What it did',
  formNext: 'Next time',

  // Sync
  syncAll: 'Everything is sent',
  syncSyncing: 'Sending…',
  syncStarting: 'Looking for news…',
  syncOffline: 'No network: you can go on writing',
  syncRetrying: 'The server does not answer; we try again',
  syncNeedsAuth: 'Please sign in again; nothing is lost',
  syncStopped: 'Sending has stopped',
  pending: (count: number) => plural(count, { one: 'One text on this device, not sent yet', other: `${number(count)} texts on this device, not sent yet` }),
  syncedAgo: (ago: string) => `Last news ${ago}`,
  memoryOnly: 'This browser keeps nothing: what is not sent will be lost when you leave the page.',
  syncNow: 'Try now',
  refusedTitle: (count: number) => plural(count, { one: 'One text was not accepted', other: `${number(count)} texts were not accepted` }),
  refusedReason: (reason: string) =>
    ({
      forbidden: 'You may no longer write to these readers.', not_a_member: 'You are no longer on this rope.', space_gone: 'These readers can no longer be reached.',
      record_gone: 'What this answered has been withdrawn.', invalid: 'It was not in a form that can be kept.', precondition: 'Somebody changed it in the meantime.',
      quota: 'There is no room left for it.', too_large: 'It is too long.', lost: 'A later text took its place.',
    })[reason] ?? 'The server did not keep it.',
  copyText: 'Copy the text',
  copied: 'Copied',
  dismiss: 'Let it go',
});

/** Every text of the elements, and what each is told. */
export type Messages = ReturnType<typeof en>;
