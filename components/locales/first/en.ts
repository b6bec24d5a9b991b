import { endSentence, type Grammar } from '../grammar.js';

/** The English texts of a first screen. */
export const en = ({ list, number, plural }: Grammar) => ({
  retry: 'Try again',
  waiting: 'One moment…',
  failedToShow: 'This cannot be shown just now.',
  partUnreachable: 'This part has not reached this device yet: it takes a network once.',
  clientMissing: 'This page has not said whose journey to show.',

  // Journey
  journey: 'Journey',
  journeyOf: (name: string) => `${name}’s rope`,
  week: (week: number, weeks: number | undefined) =>
    weeks === undefined ? `Week ${number(week)}` : `Week ${number(week)} of ${number(weeks)}`,
  circle: 'On the rope',
  places: 'Places of this journey',
  placeThread: 'Thread',
  placeForum: 'Forum',
  placeGoals: 'Goals',
  placeEvents: 'Events',
  placeCircle: 'Circle',
  placeMine: 'Mine',
  allJourneys: 'All your ropes',
  journeyState: (state: string) =>
    ({
      proposed: 'being prepared',
      active: 'under way',
      paused: 'resting',
      closing: 'coming to its end',
      closed: 'finished',
      stopped: 'stopped',
    })[state] ?? state,
  role: (role: string) =>
    ({
      coachee: 'climbs',
      coach: 'coach',
      mentor: 'mentor',
      tutor: 'tutor',
      sponsor: 'sponsor',
      peer: 'peer',
      companion: 'companion',
    })[role] ?? role,

  // Path
  path: 'The path',
  next: 'Next',
  nextFor: (name: string) => `Next for ${name}`,
  nextSentence: (title: string, minutes: number) => `${endSentence(title)} ${number(minutes)} minutes are enough.`,
  pathDone: 'The whole path is behind you. Look how far it is.',
  stepsDone: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} of ${number(total)} step done`,
      other: `${number(done)} of ${number(total)} steps done`,
    }),
  routeLabel: (done: number, total: number, title: string) =>
    `The rope so far: ${number(done)} of ${number(total)} steps done${title === '' ? '.' : `; next, ${endSentence(title)}`}`,
  phaseWeeks: (from: number, to: number) =>
    from === to ? `week ${number(from)}` : `weeks ${number(from)} to ${number(to)}`,
  phaseDone: (count: number) => plural(count, { one: 'One step, done', other: `${number(count)} steps, all done` }),
  showSteps: 'Show them',
  hideSteps: 'Fold',
  minutes: (count: number) => `${number(count)} min`,
  stepState: (state: string) =>
    ({ ahead: 'ahead', open: 'open', underway: 'begun', done: 'done', skipped: 'left aside', replaced: 'replaced' })[
      state
    ] ?? state,
  late: 'still waits for you',
  today: 'Today',
  stepKind: (kind: string) =>
    ({
      reflect: 'think',
      meet: 'meet',
      plan: 'plan',
      practise: 'practise',
      ask: 'ask',
      share: 'share',
      read: 'read',
      check: 'look back',
      harvest: 'harvest',
    })[kind] ?? kind,
  pathEmpty: 'The path is not drawn yet. It appears here as soon as your coach has opened it.',
  eventKind: (kind: string) =>
    ({
      strategy: 'company',
      training: 'training',
      'personality-test': 'portrait',
      'skills-assessment': 'skills',
      review: 'review',
      survey: 'survey',
      ritual: 'ritual',
    })[kind] ?? kind,
  eventState: (state: string) =>
    ({
      announced: 'announced',
      'prepare-open': 'time to prepare',
      happening: 'now',
      'harvest-open': 'time to harvest',
      harvested: 'harvested',
      closed: 'over',
      moved: 'moved',
      cancelled: 'cancelled',
    })[state] ?? state,

  // Step
  openStep: 'Open this step',

  // Who reads
  you: 'You',

  // Challenge
  challenge: 'This is hard, now',
  challengeShort: 'Hard, now',
  challengeHint: 'Not in three weeks: now. One sentence is enough.',
  challenges: 'Challenges of the moment',
  challengesWaiting: (count: number) =>
    plural(count, { one: 'A challenge waits for you', other: `${number(count)} challenges wait for you` }),
  replyPromise: (name: string, days: number) =>
    plural(days, { one: `${name} answers within a day.`, other: `${name} answers within ${number(days)} days.` }),
  raisedAgo: (ago: string) => `raised ${ago}`,
  challengeState: (state: string) =>
    ({
      raised: 'waits for an eye',
      seen: 'seen',
      accompanied: 'in company',
      passed: 'passed',
      learnt: 'learnt from',
      'let-go': 'let go',
    })[state] ?? state,
  replies: (count: number) => plural(count, { one: 'One reply', other: `${number(count)} replies` }),
  olderChallenges: (count: number) =>
    plural(count, { one: 'One earlier challenge', other: `${number(count)} earlier challenges` }),

  // Delivery
  waitingHere: 'on this device',
  sent: 'sent',
  readByNames: (names: readonly string[]) => `read by ${list(names)}`,
  seenByNames: (names: readonly string[]) => `seen by ${list(names)}`,
  deviceOnly: 'on this device only',
  sentLate: 'sent later',

  // Forum
  somebody: 'Somebody on the rope',
  withdrawn: 'Withdrawn by its author.',

  // Sync
  syncAll: 'Everything is sent',
  syncSyncing: 'Sending…',
  syncStarting: 'Looking for news…',
  syncOffline: 'No network: you can go on writing',
  syncRetrying: 'The server does not answer; we try again',
  syncNeedsAuth: 'Please sign in again; nothing is lost',
  syncStopped: 'Sending has stopped',
  syncStalled: 'Not sent for two minutes, though there is a network. It is safe on this device; we go on trying',
  pending: (count: number) =>
    plural(count, {
      one: 'One text on this device, not sent yet',
      other: `${number(count)} texts on this device, not sent yet`,
    }),
  syncedAgo: (ago: string) => `Last news ${ago}`,
  syncNow: 'Try now',
});

/** Every text of a first screen, and what each is told. */
export type FirstMessages = ReturnType<typeof en>;
