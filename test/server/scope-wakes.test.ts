import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventStream } from '../../server/sync/event-stream.js';
import { JourneyWatch } from '../../server/sync/journey-watch.js';
import { Pokes } from '../../server/sync/pokes.js';
import { ScopeWakes, spreadMs } from '../../server/sync/scope-wakes.js';
import type { JourneySignal } from '../../server/storage/signals.js';
import type { SyncStorage } from '../../server/storage/sync-storage.js';
import type { Env } from '../../src/env.js';
import { scopeOf } from '../../src/model/scope/scope-kind.js';
import { createTestEnv } from '../../src/testing/test-env.js';

const calendar = scopeOf('company', 'valmonte');

/** Timers that run when the test says so, each at its moment. */
function createTimers() {
  const { random, ...env } = createTestEnv();
  let nowMs = 0;
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    env: {
      ...env,
      random,
      after(delayMs, run) {
        timers.push({ at: nowMs + delayMs, run });
        return () => undefined;
      },
    } satisfies Env,
    now: () => nowMs,
    runUntil(ms: number) {
      for (;;) {
        const at = timers.reduce(
          (first, { at: due }, index) => (due < (timers[first]?.at ?? Infinity) ? index : first),
          0,
        );
        const next = timers[at];
        if (!next || next.at > ms) break;
        timers.splice(at, 1);
        nowMs = Math.max(nowMs, next.at);
        next.run();
      }
      nowMs = ms;
    },
  };
}

/** A node with so many readers of the calendar, each with a stream. */
function createNode(readers: number) {
  const timers = createTimers();
  const pokes = new Pokes(timers.env);
  const wakes = new ScopeWakes(timers.env, pokes);
  const told: { readonly person: string; readonly rev: number | undefined; readonly atMs: number }[] = [];
  for (let at = 0; at < readers; at++) {
    const person = `p-${at}`;
    wakes.follow('acme', person, [{ journey: calendar, rev: 7 }]);
    pokes.open('acme', person, {
      poke: (revisions) => told.push({ person, rev: revisions[calendar], atMs: timers.now() }),
      bye: () => told.push({ person, rev: undefined, atMs: timers.now() }),
    });
  }
  return { timers, pokes, wakes, told };
}

const people = (told: readonly { readonly person: string }[]): number => new Set(told.map(({ person }) => person)).size;

test('[SP9] 5,000 readers of one calendar cost a node one signal, no question to the database, and wake within a minute, not at once', () => {
  const { timers, pokes, wakes, told } = createNode(5_000);
  const sent: JourneySignal[] = [];
  let hear: (signal: JourneySignal) => void = () => assert.fail('nobody listens');
  const watch = new JourneyWatch({
    // Whoever asked it anything would end the test.
    storage: {} as SyncStorage,
    env: { after: () => () => undefined },
    pokes,
    wakes,
    signals: {
      send: (signal) => void sent.push(signal),
      listen: (onSignal) => (hear = onSignal),
      close: async () => undefined,
    },
    onFailure: () => assert.fail('nothing was asked'),
  });
  const moved = { tenant: 'acme', journey: calendar, from: 7, to: 8, isAboutMembers: false };
  watch.changed(moved, []);
  assert.deepEqual(sent, [moved], 'the node on which it changed tells the others once');

  hear(moved);
  hear(moved);
  timers.runUntil(spreadMs);
  assert.equal(told.length, 5_000);
  assert.equal(people(told), 5_000);
  assert.ok(told.every(({ rev }) => rev === 8));
  const bySecond = new Map<number, number>();
  for (const { atMs } of told)
    bySecond.set(Math.floor(atMs / 1_000), (bySecond.get(Math.floor(atMs / 1_000)) ?? 0) + 1);
  assert.equal(bySecond.size, 60, 'in each second of the minute somebody');
  assert.ok(Math.max(...bySecond.values()) < 150, 'and in none of them a crowd');
});

test('what moves again meanwhile is told once, with the newest revision', () => {
  const { timers, wakes, told } = createNode(1_000);
  wakes.moved('acme', calendar, 8);
  timers.runUntil(6_000);
  wakes.moved('acme', calendar, 9);
  timers.runUntil(100_000);
  const last = new Map(told.map(({ person, rev }) => [person, rev]));
  assert.equal(last.size, 1_000);
  assert.ok([...last.values()].every((rev) => rev === 9));
  assert.ok(told.length < 2_000, 'who had not been told of the first heard of both at once');
  wakes.moved('acme', calendar, 9);
  timers.runUntil(200_000);
  assert.equal(told.filter(({ rev }) => rev === 9).length, 1_000, 'a signal that comes twice wakes nobody');
});

test('a few readers are told at once; one who has left is told no more, and forgotten', () => {
  const { timers, pokes, wakes, told } = createNode(2);
  const end = pokes.open('acme', 'p-2', { poke: () => assert.fail('has left'), bye: () => undefined });
  wakes.follow('acme', 'p-2', [{ journey: calendar, rev: 7 }]);
  end();
  wakes.moved('acme', calendar, 8);
  timers.runUntil(100);
  assert.equal(people(told), 2);
  assert.deepEqual(wakes.followed(), [['acme', [calendar]]]);
});

test('[SP5] a stream of the first version is told of journeys only, also where another device of the same person follows more', async () => {
  const env = createTestEnv();
  const pokes = new Pokes(env);
  const ines = { tenant: 'acme', person: 'ines', expiresAt: env.now() + 60_000 };
  const streams = ([1, 2] as const).map((version) =>
    createEventStream(env, pokes, ines, undefined, version).getReader(),
  );
  const wakes = new ScopeWakes({ ...env, after: (_, run) => (run(), () => undefined) }, pokes);
  wakes.follow('acme', 'ines', [{ journey: calendar, rev: 7 }]);
  wakes.moved('acme', calendar, 8);
  pokes.publish('acme', 'J1', 3, ['ines']);
  pokes.close();
  const told = await Promise.all(
    streams.map(async (stream) => {
      let text = '';
      for (let next = await stream.read(); !next.done; next = await stream.read())
        text += Buffer.from(next.value).toString('utf8');
      return [...text.matchAll(/poke\ndata: (.*)/g)].map(([, data]) => data);
    }),
  );
  assert.deepEqual(told, [['{"J1":3}'], [`{"${calendar}":8}`, '{"J1":3}']]);
});

test('who is given or loses a function comes back at once; where a grant of all changes, everybody within a minute', () => {
  const { timers, wakes, told } = createNode(5_000);
  wakes.regranted('acme', scopeOf('person', 'p-7'));
  assert.deepEqual(told, [{ person: 'p-7', rev: undefined, atMs: 0 }]);
  wakes.regranted('acme', calendar);
  timers.runUntil(1_000);
  assert.ok(told.length < 150);
  timers.runUntil(spreadMs);
  assert.equal(people(told), 5_000);
});
