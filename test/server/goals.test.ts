import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { Device, type TestServer, company, guides, journeyRecord, pair, startServer, statuses } from './support.js';

const levels = { '-2': 'a', '-1': 'b', '0': 'c', '1': 'd', '2': 'e' };

describe('goals', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const setGoal = (id: string) => ({
    k: 'set',
    t: 'goal',
    id,
    space: 'J/guides',
    f: { title: 'x', levels, importance: 1, difficulty: 1, baseline: -1, audience: guides },
  });
  const rate = (id: string, by: string) => ({
    k: 'set',
    t: 'goalRating',
    id,
    space: 'J/guides',
    f: { goal: 'g', by, at: '2026-11-16T09:00:00.000Z', level: 1, audience: guides },
  });

  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `goals-${++count}`;
    await server.service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
    assert.deepEqual(statuses(await device('ines').push('J', setGoal('g'), rate('r-ines', 'ines'))), ['ok', 'ok']);
    assert.deepEqual(statuses(await device('marc').push('J', rate('r-marc', 'marc'))), ['ok']);
  });

  it('are taken away with all that was seen of them, by the person whose they are', async () => {
    const remove = { k: 'del', t: 'goal', id: 'g', space: 'J/guides' };
    assert.deepEqual(statuses(await device('marc').push('J', remove)), ['forbidden']);
    assert.deepEqual(statuses(await device('ines').push('J', remove)), ['ok']);
    const marc = device('marc');
    await marc.pull();
    assert.deepEqual(
      [...marc.records.keys()].filter((key) => key.includes('goal')),
      [],
    );
  });

  it('that fewer may read take their ratings with them', async () => {
    const genevieve = device('genevieve');
    await genevieve.pull();
    assert.equal(genevieve.records.has('J goalRating/r-marc'), true);
    assert.deepEqual(
      statuses(
        await device('ines').push('J', {
          k: 'do',
          name: 'audience.narrow',
          args: { type: 'goal', id: 'g', audience: pair('m-marc') },
        }),
      ),
      ['ok'],
    );
    await genevieve.pull();
    assert.deepEqual(
      [...genevieve.records.keys()].filter((key) => key.includes('goal')),
      [],
    );
    const marc = device('marc');
    await marc.pull();
    assert.equal(marc.records.get('J goalRating/r-ines')?.space, 'J/pair:m-marc');
  });
});
