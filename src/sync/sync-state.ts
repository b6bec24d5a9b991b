/** What the engine is doing. */
export const syncStates = [
  'idle',
  'pushing',
  'pulling',
  'resetting',
  'backoff',
  'offline',
  'needsAuth',
  'upgrade',
  'halted',
] as const;
export type SyncState = (typeof syncStates)[number];

/**
 * What can happen to it: the person wrote, the server poked, the page or the network changed, a
 * step of a cycle ended (`ok`, `more` to do, `reset` to read), or failed (`unknown` outcome, `busy`
 * server, token refused, client too old, a request that will never be right).
 */
export const syncEvents = [
  'localWrite',
  'poke',
  'visible',
  'hidden',
  'online',
  'offline',
  'freeze',
  'resume',
  'retry',
  'ok',
  'more',
  'reset',
  'unknown',
  'busy',
  'auth',
  'tooOld',
  'wrong',
] as const;
export type SyncEvent = (typeof syncEvents)[number];

/** Where each event leads. What is not named changes nothing; test/sync/sync-state.test.ts names every cell. */
type Row = Readonly<Partial<Record<SyncEvent, SyncState>>>;

/** What every state at work shares: what happens outside is remembered by the engine and looked at when the cycle ends. */
const atWork = {
  // The cycle is given up, with its lock: what it came to is not known, and the page will wake up.
  freeze: 'idle',
  unknown: 'backoff',
  busy: 'backoff',
  auth: 'needsAuth',
  tooOld: 'upgrade',
  wrong: 'halted',
} satisfies Row;

/** What ends every rest: somebody looks, or a timer. */
const lookedAt = { visible: 'pushing', online: 'pushing', resume: 'pushing', retry: 'pushing' } satisfies Row;
/** Somebody who looks, and a server that pokes, do not wait for the timer. */
const woken = { ...lookedAt, poke: 'pushing', offline: 'offline' } satisfies Row;

/** At rest no cycle runs, so nothing of a cycle can end; a cycle always begins by pushing. */
export const syncTable: Readonly<Record<SyncState, Row>> = {
  // What goes wrong once a cycle has ended: a store that cannot be read, a server that wakes us without news.
  idle: { ...woken, localWrite: 'pushing', unknown: 'backoff', busy: 'backoff' },
  // A write alone does not hammer a server that is down.
  backoff: woken,
  offline: { poke: 'pushing', online: 'pushing', retry: 'pushing' },
  needsAuth: { ...lookedAt, offline: 'offline' },
  // A server can be mended while a page stays open, so whoever looks again finds out.
  upgrade: lookedAt,
  halted: lookedAt,
  pushing: { ...atWork, ok: 'pulling' },
  pulling: { ...atWork, ok: 'idle', reset: 'resetting' },
  resetting: { ...atWork, ok: 'idle' },
};

export const isAtWork = (state: SyncState): state is 'pushing' | 'pulling' | 'resetting' =>
  state === 'pushing' || state === 'pulling' || state === 'resetting';
