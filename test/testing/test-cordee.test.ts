import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Observable, firstValueFrom } from 'rxjs';
import type { WorkingHours } from '../../src/model/people/person.js';
import {
  type TestCordee,
  type TestCordeeOptions,
  createMemoryDatabase,
  createTestCordee,
  createTestJourney,
} from '../../src/testing/index.js';

const journey = createTestJourney({
  id: 'j1',
  members: [
    { person: 'ines', name: 'Inès', role: 'coachee' },
    { person: 'marc', name: 'Marc', role: 'coach', home: 'outside' },
    { person: 'hana', name: 'Hana', role: 'companion', home: 'outside' },
  ],
});
const says = { journey: 'j1', audience: { kind: 'circle' }, body: { text: 'Bonjour', lang: 'fr' } } as const;

async function open(t: TestContext, options: Partial<TestCordeeOptions> = {}): Promise<TestCordee> {
  const cordee = await createTestCordee({ person: 'ines', journeys: [journey], ...options });
  t.after(() => cordee.client.close());
  return cordee;
}

const now = <T>(stream$: Observable<T>): Promise<T> => firstValueFrom(stream$);

test('a person sees who is in the journey, as the domain shows it', async (t) => {
  const { client } = await open(t);
  const view = await now(client.journeys.watch('j1'));
  assert.deepEqual(
    view?.members.map(({ name, role, isMe }) => [name, role, isMe]),
    [
      ['Inès', 'coachee', true],
      ['Marc', 'coach', false],
      ['Hana', 'companion', false],
    ],
  );
  const { activity, pending, storage } = await now(client.sync.status$);
  assert.deepEqual([activity, pending, storage.mode], ['idle', 0, 'best-effort']);
});

test('somebody gets only what they may read', async (t) => {
  const { client, store } = await open(t, { person: 'hana' });
  assert.equal((await now(client.journeys.watch('j1')))?.state, undefined);
  assert.equal((await store.records('j1')).list('membership').length, 0);
  const { client: other } = await open(t, { person: 'claude' });
  assert.equal(await now(other.journeys.watch('j1')), undefined);
});

test('what is written is sent, and comes back as the server has it', async (t) => {
  const { client, server, settled } = await open(t);
  const id = await client.forum.open(says);
  await settled();
  assert.deepEqual(
    server.taken.map((change) => ('type' in change ? [change.type, change.space] : change.name)),
    [['topic', 'circle']],
  );
  assert.equal((await now(client.forum.watchTopic('j1', id)))?.topic.delivery, 'sent');
});

test('without a network it waits, and it leaves once there is one', async (t) => {
  const { client, server, settled, goOffline, goOnline } = await open(t);
  await goOffline();
  const id = await client.forum.open(says);
  await settled();
  assert.equal((await now(client.forum.watchTopic('j1', id)))?.topic.delivery, 'waiting');
  assert.deepEqual([(await now(client.sync.status$)).activity, server.taken.length], ['offline', 0]);
  await goOnline();
  assert.deepEqual([(await now(client.sync.status$)).pending, server.taken.length], [0, 1]);
});

test('a server may refuse, fail and be slow', async (t) => {
  const { client, server, settled } = await open(t);
  server.refuse('quota');
  await client.forum.open(says);
  await settled();
  assert.deepEqual(
    (await now(client.sync.refused$)).map(({ reason, text }) => [reason, text]),
    [['quota', 'Bonjour']],
  );
  server.refuse();
  server.fail(503);
  await client.forum.open(says);
  await settled();
  assert.equal((await now(client.sync.status$)).activity, 'retrying');
  server.fail(0);
  await client.sync.syncNow();
  assert.equal((await now(client.sync.status$)).activity, 'offline');
  server.fail();
  const release = server.hold();
  const synced = client.sync.syncNow();
  await settled();
  assert.equal((await now(client.sync.status$)).pending, 1);
  release();
  await synced;
  assert.equal((await now(client.sync.status$)).pending, 0);
});

test('what others write wakes the client, and what they delete leaves it', async (t) => {
  const { client, server, settled } = await open(t);
  server.put('j1', {
    type: 'topic',
    id: 't1',
    space: 'circle',
    fields: {
      by: 'marc',
      at: '2026-11-10T09:00:00.000Z',
      audience: { kind: 'circle' },
      body: { text: 'Un mot' },
      state: 'open',
      pinned: false,
    },
  });
  await settled();
  assert.deepEqual(
    (await now(client.forum.watchTopics('j1'))).map(({ body }) => body.text),
    ['Un mot'],
  );
  server.delete('j1', 'topic', 't1');
  await settled();
  assert.deepEqual(await now(client.forum.watchTopics('j1')), []);
});

test('a journey leaves the device with the membership', async (t) => {
  const { client, server, settled } = await open(t, { person: 'hana' });
  const gone: string[] = [];
  client.sync.removed$.subscribe(({ journey: id }) => gone.push(id));
  await settled();
  const member = server.read('j1').find(({ type, id }) => type === 'member' && id === 'm-hana');
  assert.ok(member);
  server.put('j1', { ...member, fields: { ...member.fields, state: 'ended' } });
  await settled();
  assert.deepEqual(gone, ['j1']);
});

test('a command writes what the test says, and a call is answered by the test', async (t) => {
  const { client, server, settled } = await open(t, { person: 'hana' });
  const member = server.read('j1').find(({ type, id }) => type === 'member' && id === 'm-hana');
  assert.ok(member);
  server.onCommand = ({ name, args }) =>
    name === 'membership.hours' ? [{ ...member, fields: { ...member.fields, workingHours: args['hours'] ?? {} } }] : [];
  const hours: WorkingHours = { days: [1, 2], from: '08:00', to: '12:00' };
  await client.circle.setHours('j1', hours);
  await settled();
  const view = await now(client.circle.watchHours('j1'));
  assert.deepEqual([view?.hours, view?.isWaiting], [hours, false]);
  server.onCall = () => ({ v: 1, state: 'revoked' });
  assert.equal(await client.circle.revokeInvitation('i1'), 'revoked');
});

test('a device may refuse, hold and fail', async (t) => {
  const { client, device } = await open(t);
  device.failWrites('CORDEE_STORAGE_FULL');
  await assert.rejects(client.forum.open(says), { code: 'CORDEE_STORAGE_FULL' });
  device.failWrites();
  const release = device.holdWrites();
  let isStored = false;
  const stored = client.forum.open(says).then(() => (isStored = true));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isStored, false);
  release();
  await stored;
  device.reads('fail');
  await assert.rejects(now(client.journeys.watchAll()), { code: 'CORDEE_STORAGE_FAILED' });
});

test('a second client finds what the first one left, without a network', async (t) => {
  const database = createMemoryDatabase();
  const { client, env, server, goOffline } = await open(t, { database });
  await goOffline();
  await client.forum.open(says);
  await client.close();
  const next = await open(t, { database, env, server, isOnline: false });
  assert.deepEqual(
    (await now(next.client.forum.watchTopics('j1'))).map(({ body, delivery }) => [body.text, delivery]),
    [['Bonjour', 'waiting']],
  );
  await next.goOnline();
  assert.equal(server.taken.length, 1);
});

test('two clients over one database and with one clock are tabs of one browser', async (t) => {
  const database = createMemoryDatabase();
  const here = await open(t, { database });
  const there = await open(t, { database, env: here.env, server: here.server });
  await here.goOffline();
  await there.goOffline();
  const told: (number | undefined)[] = [];
  there.client.forum.watchTopics('j1').subscribe((topics) => told.push(topics.length));
  await there.settled();
  await here.client.forum.open(says);
  await there.settled();
  assert.deepEqual(told, [0, 1]);
});
