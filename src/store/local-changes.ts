import type { Env } from '../env.js';
import { createId } from '../model/value/ids.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import type { ChangeFeed } from './change-feed.js';
import type { HeldScope, ScopeCache } from './scope-cache.js';
import type { ScopeTransaction, StoredScope } from './scope-transaction.js';
import { summaryOf } from './rows.js';
import { type WaitingChange, keyOf, showAgain, targetsOf } from './optimistic-view.js';
import type { Commit, Identity, PendingChange, ShownChange } from './store.js';
import type { Transact } from './transact.js';
import type { TurnQueue } from './turn-queue.js';
import type { WaitingCount } from './waiting-count.js';

/** What a person's changes are stored with. */
export interface LocalChangeContext {
  readonly env: Env;
  readonly feed: Pick<ChangeFeed, 'relay'>;
  readonly cache: Pick<ScopeCache, 'get' | 'has' | 'hold' | 'install'>;
  readonly turns: Pick<TurnQueue, 'take'>;
  readonly transact: Transact;
  readonly waiting: Pick<WaitingCount, 'note'>;
  /** Reads a scope that is not in memory. */
  readonly open: (journey: string) => HeldScope | Promise<HeldScope>;
  /** Called within the turn, when the changes are on the disk. */
  readonly onStored: () => void;
}

/**
 * [ST3] [ST13] A person's changes: shown at once; acknowledged, and counted among what waits, when
 * they are on the disk. If that fails they are shown no more.
 */
export async function commitChanges(
  { env, feed, cache, turns, transact, waiting: count, open, onStored }: LocalChangeContext,
  identity: Identity,
  journey: string,
  written: readonly ShownChange[],
): Promise<void> {
  const state = await open(journey);
  const changes = waitingChanges(env, identity, state, state.echoes, written);
  const leaving = changes.filter(({ change }) => change.kind === 'command' || !isDeviceOnly(change.space));
  const commit: Commit = { journeys: new Set([journey]), waiting: leaving.length > 0 };

  const echo = (isUnderWay: boolean, isShown: boolean): void => {
    const before = cache.get(journey);
    if (!before) return;
    const echoes = isUnderWay
      ? [...before.echoes, ...changes]
      : before.echoes.filter((change) => !changes.includes(change));
    const touched = changes.flatMap(targetsOf);
    const records = isShown
      ? showAgain(before.records, before.base, [...before.pending, ...echoes], touched)
      : before.records;
    cache.hold(journey, { ...before, echoes, records });
  };

  echo(true, true);
  feed.relay({ ...commit, waiting: false });
  try {
    await turns.take(async (check) => {
      const {
        scopes: [scope],
      } = await transact(
        'strict',
        async ({ of, noteWaiting }) => {
          if (leaving.length > 0) noteWaiting(leaving.length);
          storeChanges(await of(journey), changes);
        },
        check,
      );
      const isEchoed = cache.get(journey)?.echoes.includes(changes[0] as WaitingChange);
      echo(false, false);
      if (scope && cache.has(journey)) {
        const { touched } = scope.from;
        // Shown already, if nobody else has written meanwhile and nobody was told that it failed.
        cache.install(scope.settle(), isEchoed && touched?.size === 0 ? touched : touched && scope.touched);
      }
      if (leaving.length > 0) {
        count.note((summary) => summaryOf(leaving, summary.refused, summary));
        feed.relay({ journeys: new Set(), waiting: true });
      }
      onStored();
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
