import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { pullResponseSchema, pushResponseSchema } from '../../src/protocol/messages.js';
import { accept, failure, nothingNew, verdicts } from '../support/scripted-adapter.js';
import { startEngine, write } from '../support/start-engine.js';

const page = { id: 'j1', mode: 'delta', to: 'c1', more: false, puts: [], dels: [] };
const put = { t: 'topic', id: 'a', space: 'j1/circle', rev: 1, f: {}, s: {} };

test('[SY21] what a newer server adds to its answers is left aside, field by field', () => {
  const pulled = v.parse(pullResponseSchema, {
    ...nothingNew(),
    mood: 'fair',
    server: { time: 1, store: 's1', v: [1, 3], region: 'eu' },
    journeys: [
      {
        ...page,
        weather: 'snow',
        why: 'merged',
        puts: [{ ...put, t: 'ropeTeam', f: { knots: 3 }, colour: 'red' }],
        dels: [{ t: 'ropeTeam', id: 'b', space: 'j1/circle', rev: 1, by: 'x' }],
      },
    ],
  });
  assert.deepEqual(
    pulled.journeys.map(({ why, puts }) => [why, puts.map(({ t, f }) => [t, f])]),
    [['merged', [['ropeTeam', { knots: 3 }]]]],
  );
  const pushed = v.parse(pushResponseSchema, {
    ...verdicts({}),
    results: { j1: [{ seq: 1, st: 'no', code: 'too_windy', hint: 'wait' }] },
  });
  assert.deepEqual(pushed.results['j1'], [{ seq: 1, st: 'no', code: 'too_windy' }]);
});

test('[SY21] records of a type that this version does not know are kept and not shown; a reason that it does not know is kept as it is', async (t) => {
  const { env, adapter, store, engine } = await startEngine(t);
  adapter.onPush = () =>
    v.parse(pushResponseSchema, { ...verdicts({}), results: { j1: [{ seq: 1, st: 'no', code: 'too_windy' }] } });
  adapter.onPull = () =>
    v.parse(
      pullResponseSchema,
      nothingNew([{ ...page, mode: 'delta', puts: [{ ...put, t: 'ropeTeam', f: { knots: 3 } }] }]),
    );
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  await engine.syncNow();
  assert.deepEqual(
    (await store.tray()).map(({ reason }) => reason),
    ['too_windy'],
  );
  assert.equal((await store.cursors())[0]?.cursor, 'c1');
});

test('[SY21] a client that is too old keeps what waits, takes what is written, and looks again when somebody looks', async (t) => {
  const { env, adapter, store, connectivity, state } = await startEngine(t);
  adapter.onPush = adapter.onPull = () => Promise.reject(failure(426));
  await store.commit('j1', [write('a')]);
  await env.advance(600_000);
  assert.equal(state(), 'upgrade');
  const asked = adapter.pushes.length + adapter.pulls.length;
  await store.commit('j1', [write('b')]);
  await env.advance(3_600_000);
  assert.equal(adapter.pushes.length + adapter.pulls.length, asked, 'nothing is asked meanwhile');
  assert.deepEqual(
    (await store.records('j1')).list('topic').map(({ id }) => id),
    ['a', 'b'],
  );
  adapter.onPull = () => nothingNew();
  adapter.onPush = ({ txs }) =>
    verdicts({ j1: txs.flatMap(({ ops }) => ops.map(({ seq }) => ({ seq, st: 'ok' as const, rev: seq }))) });
  connectivity.tell('visible');
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
});

test('[SY26] a server that speaks the first version only is spoken to in it, and what waits is sent', async (t) => {
  const { env, adapter, store } = await startEngine(t, {
    prepare: (server) => {
      server.onPush = (request) => (request.v === 1 ? accept(request) : Promise.reject(failure(426)));
      server.onPull = (request) => (request.v === 1 ? nothingNew() : Promise.reject(failure(426)));
    },
  });
  await store.commit('j1', [write('a')]);
  await env.advance(0);
  assert.equal((await store.waiting()).pending, 0);
  await store.commit('j1', [write('b')]);
  await env.advance(0);
  const versions = [...adapter.pulls, ...adapter.pushes].map((request) => request.v);
  assert.equal(versions.filter((version) => version === 2).length, 1, 'it is asked once whether it speaks the newest');
});
