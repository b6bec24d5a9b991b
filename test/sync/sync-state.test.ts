import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type SyncEvent,
  type SyncState,
  isAtWork,
  syncEvents,
  syncStates,
  syncTable,
} from '../../src/sync/sync-state.js';

type Row = Readonly<Record<SyncEvent, SyncState>>;

/** At rest no cycle runs, so nothing of a cycle can end. */
const atRest = (
  state: SyncState,
  localWrite: SyncState,
  poke: SyncState,
  visible: SyncState,
  online: SyncState,
  resume: SyncState,
  retry: SyncState,
  offline: SyncState,
): Row => ({
  localWrite,
  poke,
  visible,
  online,
  resume,
  retry,
  offline,
  hidden: state,
  freeze: state,
  ok: state,
  more: state,
  reset: state,
  unknown: state,
  busy: state,
  auth: state,
  tooOld: state,
  wrong: state,
});
/** At work, what happens outside is looked at when the cycle ends. */
const atWork = (state: SyncState, ok: SyncState, more: SyncState, reset: SyncState): Row => ({
  ok,
  more,
  reset,
  localWrite: state,
  poke: state,
  visible: state,
  hidden: state,
  online: state,
  offline: state,
  resume: state,
  retry: state,
  freeze: 'idle',
  unknown: 'backoff',
  busy: 'backoff',
  auth: 'needsAuth',
  tooOld: 'upgrade',
  wrong: 'halted',
});

/** Every state with every event, by hand: a new one does not compile until each of its cells is decided. */
const expected: Readonly<Record<SyncState, Row>> = {
  //                             localWrite   poke         visible    online     resume     retry      offline
  idle: {
    ...atRest('idle', 'pushing', 'pushing', 'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
    unknown: 'backoff',
    busy: 'backoff',
  },
  backoff: atRest('backoff', 'backoff', 'pushing', 'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
  offline: atRest('offline', 'offline', 'pushing', 'offline', 'pushing', 'offline', 'pushing', 'offline'),
  needsAuth: atRest('needsAuth', 'needsAuth', 'needsAuth', 'pushing', 'pushing', 'pushing', 'pushing', 'offline'),
  upgrade: atRest('upgrade', 'upgrade', 'upgrade', 'pushing', 'pushing', 'pushing', 'pushing', 'upgrade'),
  halted: atRest('halted', 'halted', 'halted', 'pushing', 'pushing', 'pushing', 'pushing', 'halted'),
  //                       ok         more         reset
  pushing: atWork('pushing', 'pulling', 'pushing', 'pushing'),
  pulling: atWork('pulling', 'idle', 'pulling', 'resetting'),
  resetting: atWork('resetting', 'idle', 'resetting', 'resetting'),
};

test('every state and every event is named', () => {
  assert.deepEqual([...syncStates].toSorted(), Object.keys(expected).toSorted());
  assert.deepEqual([...syncEvents].toSorted(), Object.keys(expected.idle).toSorted());
});

test('it is at work while a cycle runs, and at no other time', () => {
  assert.deepEqual((Object.keys(expected) as SyncState[]).filter(isAtWork), ['pushing', 'pulling', 'resetting']);
});

for (const state of Object.keys(expected) as SyncState[]) {
  test(`where each event leads from "${state}"`, () => {
    const leads = Object.fromEntries(syncEvents.map((event) => [event, syncTable[state][event] ?? state]));
    assert.deepEqual(leads, Object.fromEntries(syncEvents.map((event) => [event, expected[state][event]])));
  });
}
