import assert from 'node:assert/strict';
import { test } from 'node:test';
import { furtherListOf, furtherOf } from '../../../src/domain/support/further.js';
import { holdAs, journey, serverRecord } from '../../support/rope.js';

const at = '2026-11-12T17:42:00.000Z';

test('records that a first screen does without are checked where they are read; what is no such record is left out', async () => {
  const marc = await holdAs('marc');
  await marc.add(
    serverRecord('note', 'n-1', `${journey}/own:marc`, { by: 'marc', at, body: { text: 'Ask about Pau.' } }),
    serverRecord('note', 'n-2', `${journey}/own:marc`, { by: 'marc', at, body: { text: 7 } }),
  );
  const records = await marc.store.records(journey);
  assert.deepEqual(
    furtherListOf(records, 'note').map(({ id, body }) => [id, body.text]),
    [['n-1', 'Ask about Pau.']],
  );
  assert.equal(furtherOf(records, 'note', 'n-1')?.by, 'marc');
  assert.equal(furtherOf(records, 'note', 'n-2'), undefined);
  assert.equal(furtherListOf(records, 'note'), furtherListOf(records, 'note'), 'the same list while nothing changes');
  await marc.client.close();
});
