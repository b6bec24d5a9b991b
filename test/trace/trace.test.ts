import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { BehaviorSubject, Subject } from 'rxjs';
import type { CordeeClient } from '../../src/api/client.js';
import type { TraceEvent } from '../../src/api/trace.js';
import { type CordeeOptions, createCordee } from '../../src/cordee.js';
import { StorageError } from '../../src/errors.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { StorageHealth, Store } from '../../src/store/store.js';
import type { Poke } from '../../src/sync/sync-adapter.js';
import { type TestEnv, createTestEnv } from '../../src/testing/test-env.js';
import { beginning } from '../support/journey.js';
import {
  accept,
  createScriptedAdapter,
  createTestConnectivity,
  failure,
  nothingNew,
  verdicts,
} from '../support/scripted-adapter.js';

const word = 'Grzmot-secret';

interface Open {
  readonly client: CordeeClient;
  readonly events: TraceEvent[];
  readonly env: TestEnv;
}

/** A client with a listener; unless a test says otherwise, over a store in memory that the client makes. */
async function open(t: TestContext, options: Partial<CordeeOptions>): Promise<Open> {
  const events: TraceEvent[] = [];
  const env = createTestEnv();
  const client = await createCordee({
    url: 'http://nowhere.test/',
    user: { tenant: 'acme', id: 'ines' },
    getToken: async () => 'token',
    keep: 'nothing',
    env,
    connectivity: createTestConnectivity(),
    onTrace: (event) => events.push(event),
    ...options,
  });
  t.after(() => client.close());
  await env.advance(0);
  return { client, events, env };
}

const typed = <T extends TraceEvent['type']>(events: readonly TraceEvent[], type: T) =>
  events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);

const put = (body: string) => ({
  id: 'j1',
  mode: 'delta' as const,
  to: 'c1',
  more: false,
  puts: [
    ...beginning.map(({ type, id, space, fields }) => ({ t: type, id, space, rev: 1, f: fields, s: {} })),
    {
      t: 'topic',
      id: 't1',
      space: 'j1/circle',
      rev: 1,
      s: {},
      f: {
        by: 'marc',
        at: '2026-11-10T09:00:00.000Z',
        audience: { kind: 'circle' },
        body: { text: body },
        state: 'open',
        pinned: false,
      },
    },
  ],
  dels: [],
});
const access = { j1: { rev: 100, spaces: { 'j1/circle': 'g1', 'j1/guides': 'g1', 'j1/path': 'g1' } } };

/** A server that knows one journey, gives it once, and answers each push as `push` says. */
function scripted(push: (seq: number) => ReturnType<typeof verdicts>) {
  const pokes$ = new Subject<Poke>();
  const adapter = createScriptedAdapter(pokes$);
  let isGiven = false;
  adapter.onPull = ({ journeys }) => {
    if (!journeys.some(({ id }) => id === 'j1') || isGiven) return nothingNew([], access);
    isGiven = true;
    return nothingNew([put(word)], access);
  };
  adapter.onPush = ({ txs }) => push(txs[0]?.ops[0]?.seq ?? 0);
  return { adapter, pokes$ };
}

const says = { journey: 'j1', audience: { kind: 'circle' }, body: { text: word, lang: 'fr' } } as const;

test('a listener hears of requests, states, transactions, commits and what they came to, each with its time', async (t) => {
  const { adapter } = scripted((seq) => verdicts({ j1: [{ seq, st: 'ok', rev: 101 }] }));
  const { client, events, env } = await open(t, { adapter });
  await client.forum.open(says);
  await env.advance(0);
  assert.deepEqual(
    typed(events, 'request-begun').map(({ kind }) => kind),
    ['stream', 'pull', 'pull', 'push', 'pull'],
  );
  for (const { request, kind } of typed(events, 'request-begun').filter(({ kind }) => kind !== 'stream'))
    assert.equal(
      typed(events, 'request-ended').filter((end) => end.request === request && end.kind === kind).length,
      1,
    );
  assert.deepEqual(
    typed(events, 'committed').map(({ scope, changes, code }) => [scope, changes, code]),
    [['j1', 1, undefined]],
  );
  assert.deepEqual(
    typed(events, 'pushed').map(({ accepted, refused }) => [accepted, refused]),
    [[1, 0]],
  );
  assert.deepEqual(
    typed(events, 'pulled').map(({ puts }) => puts),
    [0, beginning.length + 1, 0],
  );
  const states = typed(events, 'sync-state').map(({ state }) => state);
  for (const state of ['pushing', 'pulling', 'idle'] as const) assert.ok(states.includes(state), state);
  const strict = typed(events, 'transaction').filter(({ mode }) => mode === 'strict');
  assert.ok(strict.length > 0 && strict.every(({ turnMs = -1, durationMs }) => turnMs >= 0 && durationMs >= 0));
  assert.ok(events.every(({ at }) => at >= Date.UTC(2026, 10, 16, 9)));
});

test('refused changes are told by scope and reason, one that is not known as "other"', async (t) => {
  const { adapter } = scripted((seq) => verdicts({ j1: [{ seq, st: 'no', code: seq === 1 ? 'quota' : word }] }));
  const { client, events, env } = await open(t, { adapter });
  await client.forum.open(says);
  await env.advance(0);
  await client.forum.open(says);
  await env.advance(0);
  assert.deepEqual(
    typed(events, 'refused').map(({ scope, reason, count }) => [scope, reason, count]),
    [
      ['j1', 'quota', 1],
      ['j1', 'other', 1],
    ],
  );
});

test('a failed request has its code and status, and so has the cycle that failed of it', async (t) => {
  const adapter = createScriptedAdapter();
  adapter.onPull = () => Promise.reject(failure(503));
  const { events } = await open(t, { adapter });
  assert.deepEqual(
    typed(events, 'request-ended').map(({ kind, code, status }) => [kind, code, status]),
    [
      ['pull', 'CORDEE_SYNC_OFFLINE', 503],
      ['pull', 'CORDEE_SYNC_OFFLINE', 503],
    ],
  );
  assert.deepEqual(
    typed(events, 'error').map(({ code, status, isRetryable }) => [code, status, isRetryable]),
    [['CORDEE_SYNC_OFFLINE', 503, true]],
  );
});

test('the stream is told when it carries something, when it wakes the page and when it ends', async (t) => {
  const { adapter, pokes$ } = scripted(() => verdicts({}));
  const { events, env } = await open(t, { adapter });
  pokes$.next({ kind: 'open' });
  await env.advance(5_000);
  pokes$.next({ kind: 'moved', revs: { j1: 101 } });
  await env.advance(5_000);
  pokes$.complete();
  await env.advance(0);
  assert.equal(typed(events, 'stream-opened').length, 1);
  assert.deepEqual(
    typed(events, 'stream-closed').map(({ wakes, durationMs }) => [wakes, durationMs]),
    [[1, 10_000]],
  );
});

test('a reset is told with its cause, and a scope that is taken away too', async (t) => {
  const { adapter } = scripted(() => verdicts({}));
  const { client, events, env } = await open(t, { adapter });
  adapter.onPull = () =>
    nothingNew([{ ...put(word), mode: 'reset', why: 'store', to: 'c2' }], { j1: { ...access.j1, rev: 101 } });
  await client.sync.syncNow();
  await env.advance(0);
  assert.deepEqual(
    typed(events, 'reset').map(({ scope, cause }) => [scope, cause]),
    [['j1', 'restored']],
  );
  adapter.onPull = () => nothingNew([], {});
  await client.sync.syncNow();
  await env.advance(0);
  assert.deepEqual(
    typed(events, 'removed').map(({ scope }) => scope),
    ['j1'],
  );
});

test('numbers that the server lost are told', async (t) => {
  const { adapter } = scripted((seq) => verdicts({ j1: [{ seq, st: 'ok', rev: 101 }] }));
  const { client, events, env } = await open(t, { adapter });
  const answer = adapter.onPush;
  adapter.onPush = () => {
    adapter.onPush = answer;
    throw failure(409);
  };
  await client.forum.open(says);
  await env.advance(0);
  assert.deepEqual(
    typed(events, 'renumbered').map(({ code }) => code),
    [undefined],
  );
});

test('what a store of the page’s own tells of its disk is told once', async (t) => {
  const env = createTestEnv();
  const inner = await createRecordStore(createMemoryDatabase(), env);
  const health$ = new BehaviorSubject<StorageHealth>({ mode: 'persistent', lastError: undefined });
  const store: Store = {
    ...inner,
    health$,
    commit: () => Promise.reject(new StorageError('CORDEE_STORAGE_FULL', word)),
  };
  const { adapter } = scripted(() => verdicts({}));
  const { client, events } = await open(t, { store, adapter, env });
  health$.next({ mode: 'persistent', lastError: 'CORDEE_STORAGE_FULL' });
  health$.next({ mode: 'persistent', lastError: 'CORDEE_STORAGE_FULL' });
  health$.next({ mode: 'memory', lastError: 'CORDEE_STORAGE_FULL' });
  await assert.rejects(client.forum.open(says), { code: 'CORDEE_STORAGE_FULL' });
  assert.deepEqual(
    typed(events, 'storage').map(({ mode, code }) => [mode, code]),
    [
      ['persistent', undefined],
      ['persistent', 'CORDEE_STORAGE_FULL'],
      ['memory', 'CORDEE_STORAGE_FULL'],
    ],
  );
  assert.deepEqual(
    typed(events, 'committed').map(({ code }) => code),
    ['CORDEE_STORAGE_FULL'],
  );
});

test('a listener that throws changes nothing', async (t) => {
  const { adapter } = scripted((seq) => verdicts({ j1: [{ seq, st: 'ok', rev: 101 }] }));
  const { client, env } = await open(t, {
    adapter,
    onTrace: () => {
      throw new Error(word);
    },
  });
  await client.forum.open(says);
  await env.advance(0);
  assert.deepEqual(
    adapter.pushes.map(({ txs }) => txs.length),
    [1],
  );
});

/** Everything that a server can say over HTTP, with a word of somebody in each text that it may hold. */
function hostileServer() {
  const json = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), {
      status,
      statusText: word,
      headers: { 'content-length': String(JSON.stringify(body).length), 'x-word': word },
    });
  const problem = { error: { code: word, message: word, issues: [{ path: word, message: word }], journey: word } };
  const server = { time: 0, store: word, v: [1, 1] };
  const common = { v: 1, server, lastSeq: { [word]: 1 }, whose: { tenant: 'acme', person: 'ines' } };
  let pulls = 0;
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(String(input));
    if (pathname.endsWith('/events'))
      return new Response(`event: poke\ndata: {"${word}": 7}\n\nevent: ${word}\ndata: ${word}\n\n`);
    if (pathname.endsWith('/pull')) {
      pulls += 1;
      if (pulls === 3) return json(400, problem);
      const results = { [`${word} ${word}`]: [{ seq: 9, st: 'no', code: word }] };
      return json(200, { ...common, results, access, journeys: pulls === 2 ? [put(word)] : [] });
    }
    if (pathname.endsWith('/push')) {
      const { txs } = JSON.parse(String(init?.body)) as { txs: { ops: { seq: number }[] }[] };
      const seq = txs[0]?.ops[0]?.seq ?? 0;
      const verdict = seq === 1 ? { seq, st: 'lost', rev: 101, lost: [word] } : { seq, st: 'no', code: word };
      return json(200, { ...common, results: { j1: [verdict] } });
    }
    return json(500, problem);
  };
}

test('no word, token or field of anybody is in any event', async (t) => {
  const { fetch } = globalThis;
  t.after(() => (globalThis.fetch = fetch));
  globalThis.fetch = hostileServer();
  const claims = Buffer.from(JSON.stringify({ sub: 'ines', tenant: 'acme', name: word })).toString('base64url');
  const { client, events, env } = await open(t, { getToken: async () => `${word}.${claims}.${word}` });
  const goOn = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await env.advance(0);
  };
  await goOn();
  const topic = await client.forum.open(says);
  await goOn();
  await client.forum.contribute({ ...says, topic, kind: 'advice' });
  await client.circle
    .invite({ journey: 'j1', role: 'companion', words: word, locale: 'fr' })
    .catch((error: unknown) => error);
  await env.advance(60_000);
  await client.sync.syncNow();
  await goOn();

  const told = JSON.stringify(events);
  assert.ok(!told.includes(word) && !told.includes(claims) && !told.includes(word.toLowerCase()), told);
  const seen = new Set(events.map(({ type }) => type));
  for (const type of [
    'request-ended',
    'pushed',
    'pulled',
    'refused',
    'committed',
    'transaction',
    'stream-closed',
    'error',
  ])
    assert.ok(seen.has(type as TraceEvent['type']), type);
  const kinds = new Set(typed(events, 'request-ended').map(({ kind }) => kind));
  assert.deepEqual(kinds, new Set(['pull', 'push', 'stream', 'call']));
  const push = typed(events, 'request-ended').find(({ kind }) => kind === 'push');
  assert.ok(
    push?.status === 200 && (push.sentBytes ?? 0) > 100 && (push.receivedBytes ?? 0) > 50,
    JSON.stringify(push),
  );
});

test('without a listener nothing is put between the parts', async (t) => {
  const adapter = createScriptedAdapter();
  adapter.onPush = accept;
  const env = createTestEnv();
  const store = await createRecordStore(createMemoryDatabase(), env);
  const { events } = await open(t, { adapter, store, env, onTrace: undefined });
  assert.deepEqual(events, []);
});
