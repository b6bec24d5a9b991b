import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { circle, company, journeyRecord, topic } from '../server/support.js';
import { startPerson, startServer } from '../support/real-server.js';

let sql: Sql;
let backup: Sql;
before(async () => {
  [sql, backup] = await Promise.all([openMemoryDatabase(), openMemoryDatabase()]);
});
after(() => Promise.all([sql.close(), backup.close()]));

const records = [journeyRecord('J'), ...company, topic('t-marc', 'marc', circle, 'from before')];
const words = (text: string) => ({ journey: 'J', audience: circle, body: { text } });

test('[SY22] a server that was restored from an older backup is given again what its authors had sent, once, and what was lost for good is not kept', async (t) => {
  const server = await startServer(t, sql, 'restored', records);
  const ines = await startPerson(t, 'restored', 'ines', server);
  const marc = await startPerson(t, 'restored', 'marc', server);
  const mine = await ines.client.forum.open(words('acknowledged, then lost'));
  await ines.client.sync.syncNow();
  await server.give([topic('t-host', 'genevieve', circle, 'by somebody who never comes back')]);
  await ines.client.forum.contribute({ ...words('an answer to it'), topic: mine, kind: 'answer' });
  await ines.client.sync.syncNow();
  await marc.client.sync.syncNow();
  ines.connect(undefined);
  await ines.client.forum.open(words('written while the server was away'));
  await ines.client.sync.syncNow();

  const restored = await startServer(t, backup, 'restored', records, 'store-2');
  const { client, store } = ines;
  ines.connect(restored);
  for (let turn = 0; turn < 3; turn++) await client.sync.syncNow();
  assert.equal((await store.waiting()).pending, 0);
  assert.deepEqual(await store.tray(), []);
  const rows = await backup.transaction(
    (run) =>
      run.query<{ kind: string; text: string | null; by: string }>(
        `select kind, fields->'body'->>'text' as text, fields->>'by' as by from record where tenant_id = 'restored' and kind in ('topic', 'contribution') and not deleted order by 2`,
      ),
    { tenant: 'restored' },
  );
  assert.deepEqual(
    rows.map(({ text, by }) => [text, by]),
    [
      ['acknowledged, then lost', 'ines'],
      ['an answer to it', 'ines'],
      ['from before', 'marc'],
      ['written while the server was away', 'ines'],
    ],
  );
  const shown = (await store.records('J'))
    .list('topic')
    .map(({ fields }) => (fields['body'] as { text: string }).text)
    .toSorted();
  assert.deepEqual(shown, ['acknowledged, then lost', 'from before', 'written while the server was away']);

  marc.connect(restored);
  await marc.client.sync.syncNow();
  assert.equal(
    marc.sent.some(([path, body]) => path.endsWith('/push') && body.includes('acknowledged')),
    false,
    'nobody sends the words of another',
  );
});

test('[SY22] a server that went back without saying so is noticed by its revisions', async (t) => {
  const server = await startServer(t, sql, 'behind', records);
  const ines = await startPerson(t, 'behind', 'ines', server);
  await ines.client.forum.open(words('lost'));
  await ines.client.sync.syncNow();
  ines.connect(await startServer(t, backup, 'behind', records));
  for (let turn = 0; turn < 3; turn++) await ines.client.sync.syncNow();
  const rows = await backup.transaction(
    (run) =>
      run.query<{ n: number }>(
        `select count(*)::int as n from record where tenant_id = 'behind' and fields->'body'->>'text' = 'lost'`,
      ),
    { tenant: 'behind' },
  );
  assert.equal(Number(rows[0]?.n), 1);
  assert.equal((await ines.store.waiting()).pending, 0);
});
