import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import type { QueryView } from '../../../src/api/queries.js';
import { SyncError } from '../../../src/errors.js';
import type { Database } from '../../../src/store/database.js';
import { createMemoryDatabase } from '../../../src/store/memory-database.js';
import { createTestCordee } from '../../../src/testing/test-cordee.js';
import { createTestEnv } from '../../../src/testing/test-env.js';
import { createTestJourney } from '../../../src/testing/test-records.js';

type View = QueryView<{ readonly notes: number }>;

const journey = createTestJourney({
  id: 'j1',
  members: [
    { person: 'ines', name: 'Inès', role: 'coachee' },
    { person: 'marc', name: 'Marc', role: 'coach' },
  ],
});
const refused = () =>
  new SyncError('CORDEE_SYNC_REFUSED', 'No.', { status: 403, retryable: false, cause: { code: 'forbidden' } });

async function start({ database = createMemoryDatabase(), isOnline = true } = {}) {
  const env = createTestEnv();
  const cordee = await createTestCordee({ person: 'ines', journeys: [journey], env, database, isOnline });
  const asked: unknown[] = [];
  const answers = { give: (): unknown => ({ v: 1, at: env.now(), answer: { notes: 2 } }) };
  cordee.server.onCall = (path, body) => {
    asked.push([path, body]);
    return answers.give();
  };
  const views: View[] = [];
  const watch = () =>
    cordee.client.queries.watch('notes.count', { journey: 'j1' }).subscribe((view) => views.push(view));
  return { ...cordee, asked, answers, views, watch, database };
}

/** What is stored of answers, whatever it is. */
const stored = (database: Database) => database.read(['extracts'], (tx) => tx.values('extracts', ['answer']));
const states = (views: readonly View[]) =>
  views.map((view) => [
    view.state,
    'answer' in view ? view.answer.notes : undefined,
    'problem' in view ? view.problem : undefined,
  ]);

test('[QU9] a question is asked when somebody looks, once for all who do', async () => {
  const { client, asked, views, watch, settled, env } = await start();
  client.queries.watch('notes.count', { journey: 'j1' });
  await settled();
  assert.deepEqual(asked, []);
  const [one, other] = [watch(), watch()];
  await settled();
  assert.deepEqual(asked, [['query', { v: 1, name: 'notes.count', args: { journey: 'j1' } }]]);
  assert.deepEqual(states(views), [
    ['asking', undefined, undefined],
    ['asking', undefined, undefined],
    ['answered', 2, undefined],
    ['answered', 2, undefined],
  ]);
  assert.equal(views[3]?.state === 'answered' && views[3].asOf, new Date(env.now()).toISOString());
  one.unsubscribe();
  other.unsubscribe();
  await client.close();
});

test('[QU9] without a network the last answer is there with its time, and the newer one when the network is back', async () => {
  const first = await start();
  first.watch();
  await first.settled();
  const then = first.env.now();
  await first.client.close();
  const { client, asked, answers, views, watch, settled, goOnline, env } = await start({
    database: first.database,
    isOnline: false,
  });
  answers.give = () => ({ v: 1, at: env.now(), answer: { notes: 5 } });
  watch();
  await settled();
  assert.deepEqual(asked, []);
  assert.deepEqual(views, [
    { state: 'kept', answer: { notes: 2 }, asOf: new Date(then).toISOString() },
    { state: 'kept', answer: { notes: 2 }, asOf: new Date(then).toISOString(), problem: 'offline' },
  ]);
  await goOnline();
  assert.deepEqual(states(views).slice(2), [['answered', 5, undefined]]);
  await client.close();
});

test('[QU9] a server that fails is asked again, and on demand; what is known stays meanwhile', async () => {
  const { client, answers, views, watch, settled, server, env } = await start();
  server.fail(503);
  watch();
  await settled();
  assert.deepEqual(states(views), [
    ['asking', undefined, undefined],
    ['unable', undefined, 'offline'],
  ]);
  server.fail();
  await env.advance(30_000);
  assert.deepEqual(states(views).at(-1), ['answered', 2, undefined]);
  answers.give = () => ({ v: 1, at: env.now(), answer: { notes: 3 } });
  const view = await client.queries.ask('notes.count', { journey: 'j1' });
  assert.deepEqual([view.state, states(views).at(-1)], ['answered', ['answered', 3, undefined]]);
  server.fail(500);
  await client.queries.ask('notes.count', { journey: 'j1' });
  assert.deepEqual(states(views).at(-1), ['kept', 3, 'offline']);
  await client.close();
});

test('[QU10] refused, the kept answer goes at once', async () => {
  const { client, answers, views, watch, settled, database } = await start();
  watch();
  await settled();
  assert.equal((await stored(database)).length, 1);
  answers.give = () => {
    throw refused();
  };
  assert.deepEqual(await client.queries.ask('notes.count', { journey: 'j1' }), { state: 'unable', problem: 'refused' });
  assert.deepEqual(states(views).at(-1), ['unable', undefined, 'refused']);
  assert.deepEqual(await stored(database), []);
  await client.close();
});

test('[QU10] what a proxy says, or a server that has no queries, takes no answer away', async () => {
  const { client, answers, watch, settled, database } = await start();
  watch();
  await settled();
  for (const [status, cause, problem] of [
    [403, undefined, 'failed'],
    [404, { code: 'not_found' }, 'unsupported'],
    [400, { code: 'malformed' }, 'failed'],
  ] as const) {
    answers.give = () => {
      throw new SyncError('CORDEE_SYNC_REFUSED', 'No.', { status, retryable: cause === undefined, cause });
    };
    const view = await client.queries.ask('notes.count', { journey: 'j1' });
    assert.deepEqual([view.state, 'problem' in view && view.problem], ['kept', problem]);
  }
  assert.equal((await stored(database)).length, 1);
  await client.close();
});

test('[QU10] with its journey the answer goes, from the screen and from the disk', async () => {
  const { client, server, views, watch, settled, database } = await start();
  watch();
  await settled();
  const [member] = server.read('j1').filter(({ type, fields }) => type === 'member' && fields['person'] === 'ines');
  assert.ok(member);
  server.put('j1', { ...member, fields: { ...member.fields, state: 'ended' } });
  await client.sync.syncNow();
  await settled();
  assert.deepEqual(states(views).at(-1), ['unable', undefined, 'refused']);
  assert.deepEqual(await stored(database), []);
  await client.close();
});

test('[QU10] signed out, nothing of an answer is left', async () => {
  const { client, watch, settled, database } = await start();
  watch();
  await settled();
  await client.signOut({ discard: true });
  assert.deepEqual(await stored(database).catch(() => []), []);
});

test('[QU5] an answer that is none is not shown and not kept; one that was kept in another form is left out', async () => {
  const { client, answers, env, views, watch, settled, database } = await start();
  answers.give = () => ({ v: 1, at: env.now(), answer: { notes: 'two' } });
  const watching = watch();
  await settled();
  assert.deepEqual(states(views).at(-1), ['unable', undefined, 'failed']);
  assert.deepEqual(await stored(database), []);
  watching.unsubscribe();
  await database.write(['extracts'], 'relaxed', async (tx) =>
    tx.put('extracts', ['answer', 'j1', 'notes.count', '{"journey":"j1"}'], { atMs: 1, answer: { words: 2 } }),
  );
  views.length = 0;
  answers.give = () => ({ v: 1, at: env.now(), answer: { notes: 1, words: 'phalarope' } });
  watch();
  await settled();
  assert.deepEqual(states(views), [
    ['asking', undefined, undefined],
    ['answered', 1, undefined],
  ]);
  assert.doesNotMatch(JSON.stringify([views, await stored(database)]), /phalarope/);
  await client.close();
});

test('[QU1] arguments that are none, and a client that is closed, say so; what was watched ends with it', async () => {
  const { client, watch, settled } = await start();
  await assert.rejects(firstValueFrom(client.queries.watch('notes.count', { journey: '' })), {
    code: 'CORDEE_INPUT_INVALID',
  });
  await assert.rejects(client.queries.ask('notes.count', { journey: '' }), { code: 'CORDEE_INPUT_INVALID' });
  const watching = watch();
  await settled();
  await client.close();
  assert.equal(watching.closed, true);
  await assert.rejects(client.queries.ask('notes.count', { journey: 'j1' }), { code: 'CORDEE_CLIENT_CLOSED' });
});
