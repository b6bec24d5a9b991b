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
const atWork = (state: SyncState, ends: Pick<Row, 'ok' | 'more' | 'reset'>): Row => ({
  localWrite: state, poke: state, visible: state, hidden: state, online: state, offline: state, resume: state, retry: state,
  // The cycle is given up, with its lock: what it came to is not known, and the page will wake up.
  freeze: 'idle',
  ...ends,
  unknown: 'backoff', busy: 'backoff', auth: 'needsAuth', tooOld: 'upgrade', wrong: 'halted',
});

/** What every state at rest shares: no cycle runs, so nothing of a cycle can end. */
const atRest = (state: SyncState, wakes: Omit<Row, 'ok' | 'more' | 'reset' | 'unknown' | 'busy' | 'auth' | 'tooOld' | 'wrong' | 'hidden' | 'freeze'>): Row => ({
  ...wakes,
  hidden: state, freeze: state, ok: state, more: state, reset: state, unknown: state, busy: state, auth: state, tooOld: state, wrong: state,
});

/** Every state with every event; a missing cell does not compile. A cycle always begins by pushing. */
export const syncTable: Readonly<Record<SyncState, Row>> = {
  idle: {
    ...atRest('idle', {
      localWrite: 'pushing', poke: 'pushing', visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing', offline: 'offline',
    }),
    // What goes wrong once a cycle has ended: a store that cannot be read, a server that wakes us without news.
    unknown: 'backoff', busy: 'backoff',
  },
  pushing: atWork('pushing', { ok: 'pulling', more: 'pushing', reset: 'pushing' }),
  pulling: atWork('pulling', { ok: 'idle', more: 'pulling', reset: 'resetting' }),
  resetting: atWork('resetting', { ok: 'idle', more: 'resetting', reset: 'resetting' }),
  // Somebody who writes or looks does not wait for the timer; a write alone does not hammer a server that is down.
  backoff: atRest('backoff', {
    localWrite: 'backoff', poke: 'pushing', visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing', offline: 'offline',
  }),
  offline: atRest('offline', {
    localWrite: 'offline', poke: 'pushing', visible: 'offline', online: 'pushing', resume: 'offline', retry: 'pushing', offline: 'offline',
  }),
  needsAuth: atRest('needsAuth', {
    localWrite: 'needsAuth', poke: 'needsAuth', visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing', offline: 'offline',
  }),
  // A server can be mended while a page stays open, so whoever looks again finds out.
  upgrade: atRest('upgrade', {
    localWrite: 'upgrade', poke: 'upgrade', visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing', offline: 'upgrade',
  }),
  halted: atRest('halted', {
    localWrite: 'halted', poke: 'halted', visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing', offline: 'halted',
  }),
};

export const isAtWork = (state: SyncState): boolean => state === 'pushing' || state === 'pulling' || state === 'resetting';
