import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  journeyRecord,
  openDatabase,
  pair,
  setContribution,
  setTopic,
  startServer,
  topic,
} from './support.js';

describe('push and pull', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  it('what one device writes, the others of the audience read, and nobody else', async () => {
    await server.service.provision({
      tenant: 'one',
      journey: 'J',
      records: [journeyRecord('J'), ...company, topic('t-0', 'ines', circle, 'hello all')],
    });
    const [ines, marc, sofia] = ['ines', 'marc', 'sofia'].map((person) => new Device(server, `one.${person}`));
    assert(ines && marc && sofia);
    assert.deepEqual(
      (await ines.push('J', setTopic('t-1', 'J', 'mallory', pair('m-marc'), 'only us', 'pair:m-marc'))).map(
        ({ st }) => st,
      ),
      ['ok'],
    );
    for (const device of [ines, marc, sofia]) await device.pull();
    assert.equal(ines.records.get('J topic/t-1')?.f['by'], 'ines');
    assert.deepEqual(marc.records.get('J topic/t-1'), ines.records.get('J topic/t-1'));
    assert.equal(sofia.records.has('J topic/t-1'), false);
    assert(sofia.records.has('J topic/t-0'));
    assert.deepEqual(await sofia.push('J', setContribution('c-1', 'J', 't-0', circle, 'bravo', 'circle')), [
      { seq: 1, st: 'ok', rev: 3 },
    ]);
    await ines.pull();
    assert.equal(ines.records.get('J contribution/c-1')?.f['by'], 'sofia');
  });
});
