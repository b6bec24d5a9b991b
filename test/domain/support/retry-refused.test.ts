import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import type { Sql } from '../../../server/index.js';
import { openMemoryDatabase } from '../../support/memory-database.js';
import type { Audience } from '../../../src/model/access/audience.js';
import { circle, company, journeyRecord, member, pair, topic } from '../../server/support.js';
import { startPerson, startServer } from '../../support/real-server.js';

let sql: Sql;
before(async () => {
  sql = await openMemoryDatabase();
});
after(() => sql.close());

let count = 0;
async function startRope(t: Parameters<typeof startServer>[0]) {
  const tenant = `retry-${++count}`;
  const server = await startServer(t, sql, tenant, [
    journeyRecord('J'),
    ...company,
    topic('t-1', 'ines', circle, 'hello'),
  ]);
  return {
    server,
    ines: await startPerson(t, tenant, 'ines', server),
    sofia: await startPerson(t, tenant, 'sofia', server),
  };
}

const ended = member('m-sofia', 'sofia', 'companion').map((record) => ({
  ...record,
  fields: { ...record.fields, state: 'ended' },
}));
const words = (text: string, audience: Audience = circle) => ({ journey: 'J', audience, body: { text } });
const textsOf = async ({ store }: Awaited<ReturnType<typeof startPerson>>): Promise<readonly unknown[]> =>
  (await store.records('J')).list('topic').map(({ fields }) => (fields['body'] as { text: string }).text);

test('what was not sent when a place was lost is given back, and sent when the place is given again', async (t) => {
  const { server, sofia, ines } = await startRope(t);
  sofia.connect(undefined);
  await sofia.client.forum.open(words('not sent in time'));
  await server.give(ended);
  sofia.connect(server);
  await sofia.client.sync.syncNow();
  const [refused] = await firstValueFrom(sofia.client.sync.refused$);
  assert.equal(refused?.text, 'not sent in time');
  await assert.rejects(sofia.client.sync.retry(refused.id), { code: 'CORDEE_PERMISSION_DENIED' });
  assert.equal((await sofia.store.tray()).length, 1, 'a retry that fails loses nothing');

  await server.give(member('m-sofia', 'sofia', 'companion'));
  await sofia.client.sync.syncNow();
  await sofia.client.sync.retry(refused.id);
  await sofia.client.sync.syncNow();
  assert.deepEqual(await sofia.store.tray(), []);
  await ines.client.sync.syncNow();
  assert.deepEqual((await textsOf(ines)).toSorted(), ['hello', 'not sent in time']);
});

test('words for somebody who has left go to nobody else, unless their author says to whom', async (t) => {
  const { server, ines, sofia } = await startRope(t);
  ines.connect(undefined);
  await ines.client.forum.open(words('for Sofia alone', pair('m-sofia')));
  await server.give(ended);
  ines.connect(server);
  await ines.client.sync.syncNow();
  const [refused] = await firstValueFrom(ines.client.sync.refused$);
  assert.ok(refused);
  await assert.rejects(ines.client.sync.retry(refused.id), { code: 'CORDEE_INPUT_INVALID' });
  await ines.client.sync.retry(refused.id, pair('m-marc'));
  await ines.client.sync.syncNow();
  assert.deepEqual(await ines.store.tray(), []);
  const marc = await startPerson(t, `retry-${count}`, 'marc', server);
  assert.ok((await textsOf(marc)).includes('for Sofia alone'));
  const hana = await startPerson(t, `retry-${count}`, 'hana', server);
  assert.equal((await textsOf(hana)).includes('for Sofia alone'), false);
  await sofia.client.sync.syncNow();
  assert.deepEqual(await textsOf(sofia), []);
});

test('what is not there any more is said to be so', async (t) => {
  const { ines } = await startRope(t);
  await assert.rejects(ines.client.sync.retry('nothing'), { code: 'CORDEE_INPUT_INVALID' });
});

test('[SY23] a page is told that a journey was taken from this device, once, and by its id only', async (t) => {
  const { server, sofia, ines } = await startRope(t);
  const told: unknown[] = [];
  const subscriptions = [sofia, ines].map(({ client }) => client.sync.removed$.subscribe((one) => told.push(one)));
  await sofia.client.sync.syncNow();
  await server.give(ended);
  await sofia.client.sync.syncNow();
  await ines.client.sync.syncNow();
  await sofia.client.sync.syncNow();
  for (const subscription of subscriptions) subscription.unsubscribe();
  assert.deepEqual(told, [{ journey: 'J' }]);
});
