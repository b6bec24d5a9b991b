/** What the engine is doing. */
export const syncStates = ['idle', 'pushing', 'pulling', 'resetting', 'backoff', 'offline', 'needsAuth', 'upgrade', 'halted'] as const;
export type SyncState = (typeof syncStates)[number];

/**
 * What can happen to it: the person wrote, the server poked, the page or the network changed, a
 * step of a cycle ended (`ok`, `more` to do, `reset` to read), or failed (`unknown` outcome, `busy`
 * server, token refused, client too old, a request that will never be right).
 */
export const syncEvents = [
  'localWrite', 'poke', 'visible', 'hidden', 'online', 'offline', 'freeze', 'resume', 'retry',
  'ok', 'more', 'reset', 'unknown', 'busy', 'auth', 'tooOld', 'wrong',
] as const;
export type SyncEvent = (typeof syncEvents)[number];

type Row = Readonly<Record<SyncEvent, SyncState>>;

/** What every state at work shares: what happens outside is remembered by the engine and looked at when the cycle ends. */
const atWork = (state: SyncState, ok: SyncState, more: SyncState, reset: SyncState): Row => ({
  ok, more, reset,
  localWrite: state, poke: state, visible: state, hidden: state, online: state, offline: state, resume: state, retry: state,
  // The cycle is given up, with its lock: what it came to is not known, and the page will wake up.
  freeze: 'idle',
  unknown: 'backoff', busy: 'backoff', auth: 'needsAuth', tooOld: 'upgrade', wrong: 'halted',
});

/** What every state at rest shares: no cycle runs, so nothing of a cycle can end. */
const atRest = (
  state: SyncState, localWrite: SyncState, poke: SyncState, visible: SyncState, online: SyncState, resume: SyncState, retry: SyncState, offline: SyncState,
): Row => ({
  localWrite, poke, visible, online, resume, retry, offline,
  hidden: state, freeze: state, ok: state, more: state, reset: state, unknown: state, busy: state, auth: state, tooOld: state, wrong: state,
});

/** Every state with every event; a missing cell does not compile. A cycle always begins by pushing. */
export const syncTable: Readonly<Record<SyncState, Row>> = {
  //                             localWrite   poke         visible    online     resume     retry      offline
  idle: {
    ...atRest('idle',            'pushing',   'pushing',   'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
    // What goes wrong once a cycle has ended: a store that cannot be read, a server that wakes us without news.
    unknown: 'backoff', busy: 'backoff',
  },
  // Somebody who writes or looks does not wait for the timer; a write alone does not hammer a server that is down.
  backoff: atRest('backoff',     'backoff',   'pushing',   'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
  offline: atRest('offline',     'offline',   'pushing',   'offline', 'pushing', 'offline', 'pushing', 'offline'),
  needsAuth: atRest('needsAuth', 'needsAuth', 'needsAuth', 'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
  // A server can be mended while a page stays open, so whoever looks again finds out.
  upgrade: atRest('upgrade',     'upgrade',   'upgrade',   'pushing', 'pushing', 'pushing', 'pushing', 'upgrade'),
  halted: atRest('halted',       'halted',    'halted',    'pushing', 'pushing', 'pushing', 'pushing', 'halted'),
  //                       ok         more         reset
  pushing: atWork('pushing', 'pulling', 'pushing',   'pushing'),
  pulling: atWork('pulling', 'idle',    'pulling',   'resetting'),
  resetting: atWork('resetting', 'idle', 'resetting', 'resetting'),
};

export const isAtWork = (state: SyncState): state is 'pushing' | 'pulling' | 'resetting' => state === 'pushing' || state === 'pulling' || state === 'resetting';
