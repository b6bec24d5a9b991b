import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFurther } from '../../../src/domain/support/further.js';
import { journey as journeySchemas } from '../../../src/model/scope/load-schemas.js';
import type { TraceEvent } from '../../../src/api/trace.js';
import { createTrace } from '../../../src/trace/trace.js';
import { holdAs, journey, serverRecord } from '../../support/journey.js';

const at = '2026-11-12T17:42:00.000Z';

test('[SP6] records that a first screen does without are checked where they are read; what is no such record is left out, and told of once', async () => {
  const marc = await holdAs('marc');
  await marc.add(
    serverRecord('note', 'n-1', 'own:marc', { by: 'marc', at, body: { text: 'Ask about Pau.' } }),
    serverRecord('note', 'n-2', 'own:marc', { by: 'marc', at, body: { text: 7 } }),
  );
  const told: TraceEvent[] = [];
  const { unreadable } = createTrace((event) => told.push(event), marc.env, fetch);
  const domain = { unreadable };
  const records = await marc.store.records(journey);
  const notes = await readFurther(domain, journeySchemas);
  assert.deepEqual(
    notes.list(records, 'note').map(({ id, body }) => [id, body.text]),
    [['n-1', 'Ask about Pau.']],
  );
  assert.equal(notes.one(records, 'note', 'n-1')?.by, 'marc');
  assert.equal(notes.one(records, 'note', 'n-2'), undefined);
  const again = await readFurther(domain, journeySchemas);
  assert.equal(again.list(records, 'note'), notes.list(records, 'note'), 'the same list while nothing changes');
  assert.deepEqual(told, [{ type: 'unreadable', scope: journey, recordType: 'note', id: 'n-2', at: marc.env.now() }]);
  await marc.client.close();
});
