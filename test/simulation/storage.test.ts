import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSqlStorage } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { drawPlan } from './draw-plan.js';
import { StorageRecorder, replay } from './recorded-storage.js';
import { simulate } from './simulate.js';

/** Seeds of many writers and few faults of the database, so that much is asked of it; the last has scopes beside its journeys. */
for (const seed of [3, 8, 7]) {
  test(`PostgreSQL answers every call of a simulated run as the storage in memory does (seed ${seed})`, async () => {
    const plan = drawPlan(seed);
    const recorder = new StorageRecorder();
    // What is forgotten and renamed is done to the storage in memory itself, by nobody's call.
    const actions = plan.actions.filter(({ deed }) => deed !== 'forgetRemovals' && deed !== 'renameStore');
    const { violation } = await simulate({ ...plan, actions }, { recorder });
    assert.equal(violation?.message, undefined);
    assert.ok(recorder.kept.filter(({ isWrite }) => isWrite).length > 50, 'there was something to compare');
    const sql = await openMemoryDatabase();
    try {
      const storage = await createSqlStorage(sql, () => 'store-1');
      assert.equal(await replay(storage, recorder.kept), undefined);
    } finally {
      await sql.close();
    }
  });
}
