import type { AskState } from './conversation/ask.js';
import type { ChallengeState } from './conversation/challenge.js';
import type { ContributionState, TopicState } from './conversation/forum.js';
import type { HighlightState } from './journey/highlight-state.js';
import type { JourneyState } from './journey/journey.js';
import type { MembershipState } from './people/membership.js';
import type { EntitlementState } from './programme/price-plan.js';
import type { Moves } from './value/state-machine.js';
import type { TemplateVersionState } from './template/template-state.js';

export { stepRunMoves } from './journey/step-run-moves.js';

const _ = null;

/** `stop` is the person's or the coach's, with or without a reason, and a pause does not take it from them. `reopen` undoes it, for a week. */
export const journeyMoves = {
  proposed: { start: 'active', pause: _, resume: _, conclude: _, close: _, stop: _, reopen: _ },
  active: { start: _, pause: 'paused', resume: _, conclude: 'closing', close: _, stop: 'stopped', reopen: _ },
  paused: { start: _, pause: _, resume: 'active', conclude: 'closing', close: _, stop: 'stopped', reopen: _ },
  closing: { start: _, pause: _, resume: _, conclude: _, close: 'closed', stop: _, reopen: _ },
  closed: { start: _, pause: _, resume: _, conclude: _, close: _, stop: _, reopen: _ },
  stopped: { start: _, pause: _, resume: _, conclude: _, close: _, stop: _, reopen: 'active' },
} as const satisfies Moves<JourneyState, 'start' | 'pause' | 'resume' | 'conclude' | 'close' | 'stop' | 'reopen'>;

/** Who may end it: `canEndMembership`. Nobody comes back from `ended` by themself: a removal is undone, or they get a new membership. */
export const membershipMoves = {
  active: { pause: 'paused', resume: _, end: 'ended', readmit: _ },
  paused: { pause: _, resume: 'active', end: 'ended', readmit: _ },
  ended: { pause: _, resume: _, end: _, readmit: 'active' },
} as const satisfies Moves<MembershipState, 'pause' | 'resume' | 'end' | 'readmit'>;

/** `pass` and `drop` are the person's, who may well pass it before anybody came. */
export const challengeMoves = {
  raised: { see: 'seen', accompany: _, pass: 'passed', learn: _, drop: 'let-go' },
  seen: { see: _, accompany: 'accompanied', pass: 'passed', learn: _, drop: 'let-go' },
  accompanied: { see: _, accompany: _, pass: 'passed', learn: _, drop: 'let-go' },
  passed: { see: _, accompany: _, pass: _, learn: 'learnt', drop: _ },
  learnt: { see: _, accompany: _, pass: _, learn: _, drop: _ },
  'let-go': { see: _, accompany: _, pass: _, learn: _, drop: _ },
} as const satisfies Moves<ChallengeState, 'see' | 'accompany' | 'pass' | 'learn' | 'drop'>;

/** Closing kills no link: a late answer is welcome everywhere, and changes nothing but the thread. */
export const askMoves = {
  open: { answer: 'answered', synthesise: _, close: 'closed' },
  answered: { answer: 'answered', synthesise: 'synthesised', close: 'closed' },
  synthesised: { answer: 'synthesised', synthesise: 'synthesised', close: 'closed' },
  closed: { answer: 'closed', synthesise: _, close: _ },
} as const satisfies Moves<AskState, 'answer' | 'synthesise' | 'close'>;

export const topicMoves = {
  open: { synthesise: 'synthesised', close: 'closed' },
  synthesised: { synthesise: 'synthesised', close: 'closed' },
  closed: { synthesise: _, close: _ },
} as const satisfies Moves<TopicState, 'synthesise' | 'close'>;

/** `return`: the server refused it, and the words are on the device as before. `hide` is the coachee's. */
export const contributionMoves = {
  'on-device': {
    edit: 'on-device',
    send: 'sent',
    return: _,
    post: _,
    serve: _,
    hide: _,
    show: _,
    withdraw: 'withdrawn',
  },
  sent: { edit: _, send: _, return: 'on-device', post: 'posted', serve: _, hide: _, show: _, withdraw: _ },
  posted: {
    edit: 'edited',
    send: _,
    return: _,
    post: _,
    serve: 'served',
    hide: 'hidden',
    show: _,
    withdraw: 'withdrawn',
  },
  edited: {
    edit: 'edited',
    send: _,
    return: _,
    post: _,
    serve: 'served',
    hide: 'hidden',
    show: _,
    withdraw: 'withdrawn',
  },
  served: {
    edit: 'served',
    send: _,
    return: _,
    post: _,
    serve: 'served',
    hide: 'hidden',
    show: _,
    withdraw: 'withdrawn',
  },
  hidden: { edit: _, send: _, return: _, post: _, serve: _, hide: _, show: 'posted', withdraw: 'withdrawn' },
  withdrawn: { edit: _, send: _, return: _, post: _, serve: _, hide: _, show: _, withdraw: _ },
} as const satisfies Moves<
  ContributionState,
  'edit' | 'send' | 'return' | 'post' | 'serve' | 'hide' | 'show' | 'withdraw'
>;

/** A moved event is announced again for its new days. A date that has passed is not moved. */
export const highlightMoves = {
  announced: {
    announce: _,
    prepare: 'prepare-open',
    start: 'happening',
    end: _,
    harvest: _,
    close: _,
    move: 'moved',
    cancel: 'cancelled',
  },
  'prepare-open': {
    announce: _,
    prepare: _,
    start: 'happening',
    end: _,
    harvest: _,
    close: _,
    move: 'moved',
    cancel: 'cancelled',
  },
  happening: {
    announce: _,
    prepare: _,
    start: _,
    end: 'harvest-open',
    harvest: _,
    close: _,
    move: 'moved',
    cancel: 'cancelled',
  },
  'harvest-open': {
    announce: _,
    prepare: _,
    start: _,
    end: _,
    harvest: 'harvested',
    close: 'closed',
    move: _,
    cancel: _,
  },
  harvested: { announce: _, prepare: _, start: _, end: _, harvest: 'harvested', close: 'closed', move: _, cancel: _ },
  closed: { announce: _, prepare: _, start: _, end: _, harvest: _, close: _, move: _, cancel: _ },
  moved: {
    announce: 'announced',
    prepare: _,
    start: _,
    end: _,
    harvest: _,
    close: _,
    move: 'moved',
    cancel: 'cancelled',
  },
  cancelled: { announce: _, prepare: _, start: _, end: _, harvest: _, close: _, move: _, cancel: _ },
} as const satisfies Moves<
  HighlightState,
  'announce' | 'prepare' | 'start' | 'end' | 'harvest' | 'close' | 'move' | 'cancel'
>;

/** `stabilise` also takes what `whyNotStable` asks. A trial that fails is deprecated without ever being stable. */
export const templateVersionMoves = {
  draft: { publish: 'trial', stabilise: _, deprecate: _, retire: _ },
  trial: { publish: _, stabilise: 'stable', deprecate: 'deprecated', retire: _ },
  stable: { publish: _, stabilise: _, deprecate: 'deprecated', retire: _ },
  deprecated: { publish: _, stabilise: _, deprecate: _, retire: 'retired' },
  retired: { publish: _, stabilise: _, deprecate: _, retire: _ },
} as const satisfies Moves<TemplateVersionState, 'publish' | 'stabilise' | 'deprecate' | 'retire'>;

/** The grace lasts `graceDays`; a seat renewed in that time is active again. */
export const entitlementMoves = {
  reserved: { activate: 'active', lapse: _, renew: _, end: _ },
  active: { activate: _, lapse: 'grace', renew: _, end: _ },
  grace: { activate: _, lapse: _, renew: 'active', end: 'ended' },
  ended: { activate: _, lapse: _, renew: _, end: _ },
} as const satisfies Moves<EntitlementState, 'activate' | 'lapse' | 'renew' | 'end'>;

export type OpState = 'pending' | 'sent' | 'acknowledged' | 'refused' | 'conflict' | 'resolved';

/** `retry`: no answer came, so nobody knows. `conflict`: some fields lost, and their author decides. */
export const opMoves = {
  pending: { send: 'sent', retry: _, acknowledge: _, refuse: 'refused', conflict: _, resolve: _ },
  sent: { send: _, retry: 'pending', acknowledge: 'acknowledged', refuse: 'refused', conflict: 'conflict', resolve: _ },
  acknowledged: { send: _, retry: _, acknowledge: _, refuse: _, conflict: _, resolve: _ },
  refused: { send: _, retry: _, acknowledge: _, refuse: _, conflict: _, resolve: _ },
  conflict: { send: _, retry: _, acknowledge: _, refuse: _, conflict: _, resolve: 'resolved' },
  resolved: { send: _, retry: _, acknowledge: _, refuse: _, conflict: _, resolve: _ },
} as const satisfies Moves<OpState, 'send' | 'retry' | 'acknowledge' | 'refuse' | 'conflict' | 'resolve'>;
