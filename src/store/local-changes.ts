import type { Env } from '../env.js';
import { createId } from '../model/value/ids.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import type { ScopeTransaction, StoredScope } from './scope-transaction.js';
import type { StoreParts } from './store-parts.js';
import { summaryOf } from './rows.js';
import { type WaitingChange, keyOf, showAgain, targetsOf } from './optimistic-view.js';
import type { Commit, Identity, PendingChange, ShownChange } from './store.js';

/**
 * [ST3] [ST13] A person's changes: shown at once; acknowledged, and counted among what waits, when
 * they are on the disk. If that fails they are shown no more.
 */
export async function commitChanges(
  { env, feed, held, get, hold, install, inTurn, transact, noteWaits, ask, rest }: StoreParts,
  identity: Identity,
  journey: string,
  written: readonly ShownChange[],
): Promise<void> {
  const state = await get(journey);
  const waiting = waitingChanges(env, identity, state, state.echoes, written);
  const leaving = waiting.filter(({ change }) => change.kind === 'command' || !isDeviceOnly(change.space));
  const count = leaving.length;
  const commit: Commit = { journeys: new Set([journey]), waiting: count > 0 };

  const echo = (isUnderWay: boolean, isShown: boolean): void => {
    const before = held.get(journey);
    if (!before) return;
    const echoes = isUnderWay
      ? [...before.echoes, ...waiting]
      : before.echoes.filter((change) => !waiting.includes(change));
    const touched = waiting.flatMap(targetsOf);
    const records = isShown
      ? showAgain(before.records, before.base, [...before.pending, ...echoes], touched)
      : before.records;
    hold(journey, { ...before, echoes, records });
  };

  echo(true, true);
  feed.relay({ ...commit, waiting: false });
  try {
    await inTurn(async (check) => {
      const {
        scopes: [scope],
      } = await transact(
        'strict',
        async ({ of, noteWaiting }) => {
          if (count > 0) noteWaiting(count);
          storeChanges(await of(journey), waiting);
        },
        check,
      );
      const isEchoed = held.get(journey)?.echoes.includes(waiting[0] as WaitingChange);
      echo(false, false);
      if (scope && held.has(journey)) {
        const { touched } = scope.from;
        // Shown already, if nobody else has written meanwhile and nobody was told that it failed.
        install(scope.settle(), isEchoed && touched?.size === 0 ? touched : touched && scope.touched);
      }
      if (count > 0) {
        noteWaits((summary) => summaryOf(leaving, summary.refused, summary));
        feed.relay({ journeys: new Set(), waiting: true });
      }
      if (globalThis.navigator?.onLine === false) ask('persist');
      rest();
    });
  } catch (error) {
    echo(false, true);
    feed.relay(commit);
    throw error;
  }
}

/**
 * A person's changes on their way to the disk, before they have numbers.
 *
 * @param state What the person saw when they wrote.
 * @param waiting What else was under way.
 */
function waitingChanges(
  env: Env,
  { replica: _, clk }: Identity,
  { row: { journey }, base, pending }: StoredScope,
  waiting: readonly WaitingChange[],
  changes: readonly ShownChange[],
): readonly WaitingChange[] {
  const tx = createId(env);
  const raw = env.now();
  const known = new Set<string | undefined>(
    [...pending, ...waiting].flatMap((other) => (other.change.kind === 'set' ? targetsOf(other) : [])),
  );
  return changes.map(({ effect = [], ...change }) => {
    const key = change.kind === 'set' ? keyOf(change.type, change.id) : undefined;
    const stamps = (key !== undefined && base.get(key)?.stamps) || {};
    const creates = key !== undefined && !known.has(key) && !base.has(key);
    known.add(key);
    return {
      journey,
      tx,
      change,
      raw,
      clk,
      creates,
      ...(change.kind === 'command' && { effect }),
      seen:
        change.kind === 'set'
          ? Object.fromEntries(Object.entries(stamps).filter(([name]) => name in change.fields))
          : {},
    };
  });
}

/**
 * Gives numbers to changes and puts them in the outbox. What is for this device only goes straight
 * to base: it is never sent.
 */
function storeChanges(scope: ScopeTransaction, changes: readonly WaitingChange[]): void {
  let { nextSeq } = scope.row;
  for (const waiting of changes) {
    const { change } = waiting;
    if (change.kind === 'command' || !isDeviceOnly(change.space)) {
      scope.putPending({ ...waiting, seq: nextSeq++ } satisfies PendingChange);
      continue;
    }
    const { type, id, space } = change;
    const key = keyOf(type, id);
    if (change.kind === 'delete') scope.remove(key);
    else
      scope.put({
        type,
        id,
        space,
        rev: 0,
        fields: { ...scope.get(key)?.fields, ...change.fields },
        stamps: {},
        readable: true,
      });
  }
  scope.set({ nextSeq });
  scope.isTold = true;
}
