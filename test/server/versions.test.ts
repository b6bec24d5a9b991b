import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { Device, type TestServer, circle, company, journeyRecord, post, setTopic, startServer } from './support.js';

describe('devices of other versions', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
    await server.service.provision({ tenant: 'v', journey: 'J', records: [journeyRecord('J'), ...company] });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  it('[SY21] what a newer device adds to its messages is left aside, and what it means by them is done', async () => {
    const ines = new Device(server, 'v.ines');
    const op = { ...ines.op('J', setTopic('t-1', 'J', 'ines', circle, 'words', 'circle')), mood: 'fair' };
    const pushed = await post(server, ines.token, 'push', {
      ...ines.body([{ journey: 'J', ops: [op] }]),
      battery: 0.4,
    });
    assert.deepEqual((pushed.json as { results: unknown }).results, { J: [{ seq: 1, st: 'ok', rev: 2 }] });
    const again = await post(server, ines.token, 'push', { ...ines.body([{ journey: 'J', ops: [op] }]), battery: 0.3 });
    assert.deepEqual(again.json, { ...(pushed.json as object), server: (again.json as { server: unknown }).server });
    const pulled = await post(server, ines.token, 'pull', {
      v: 1,
      schema: '2027-01',
      replica: ines.replica,
      journeys: [{ id: 'J', spaces: {}, hint: 'x' }],
      mood: 'fair',
    });
    assert.equal(pulled.status, 200);
  });

  it('[SY21] a kind of operation, a type or a command that it does not know is refused by itself, and those behind it are done', async () => {
    const ines = new Device(server, 'v.ines');
    const response = await ines.send([
      { journey: 'J', ops: [ines.op('J', { k: 'blend', t: 'topic', id: 'x' })] },
      { journey: 'J', ops: [ines.op('J', { k: 'set', t: 'ropeTeam', id: 'x', space: 'J/circle', f: { knots: 3 } })] },
      { journey: 'J', ops: [ines.op('J', { k: 'do', name: 'rope.shorten', args: {} })] },
      { journey: 'J', ops: [ines.op('J', setTopic('t-2', 'J', 'ines', circle, 'words', 'circle'))] },
    ]);
    assert.deepEqual(
      response.results['J']?.map((verdict) => ('code' in verdict ? verdict.code : verdict.st)),
      ['invalid', 'invalid', 'invalid', 'ok'],
    );
  });

  it('[SY21] a version that it does not speak is told so, without a look at the rest', async () => {
    for (const v of [0, 3, 99]) {
      for (const path of ['push', 'pull'] as const) {
        const { status, json } = await post(server, 'v.ines', path, { v, everything: 'else' });
        assert.deepEqual([status, (json as { error: { code: string } }).error.code], [426, 'too_old']);
      }
    }
  });
});
