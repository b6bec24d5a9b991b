import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { ValidationError } from '../../src/errors.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { Device, type TestServer, circle, company, journeyRecord, post, setTopic, startServer } from './support.js';

/** Names that every object of JavaScript inherits, of which a journey may have these. */
const inherited = ['toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString'];

describe('a journey named as what every object inherits', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
    for (const journey of inherited)
      await server.service.provision({ tenant: 't', journey, records: [journeyRecord(journey), ...company] });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  for (const journey of inherited) {
    it(`is written, answered, read and acknowledged as any other: ${journey}`, async () => {
      const ines = new Device(server, 't.ines');
      await ines.pull();
      const [verdict] = await ines.push(journey, setTopic('t-1', journey, 'ines', circle, 'phalarope', 'circle'));
      assert.equal(verdict?.st, 'ok');
      const pull = async (resultsAck: object) =>
        await post(server, ines.token, 'pull', {
          v: 1,
          schema: schemaVersion,
          replica: ines.replica,
          journeys: [],
          resultsAck,
        });
      assert.deepEqual(((await pull({})).json as { results: object }).results, { [journey]: [verdict] });
      assert.deepEqual(((await pull({ [journey]: 1 })).json as { results: object }).results, {});
      await ines.pull();
      assert(ines.records.has(`${journey} topic/t-1`));
    });
  }

  it('that is not there is refused as any other, and the device goes on', async () => {
    const ines = new Device(server, 't.ines');
    for (const journey of ['propertyIsEnumerable', 'nothing']) {
      const [verdict] = await ines.push(journey, setTopic('t-1', journey, 'ines', circle, 'phalarope', 'circle'));
      assert.deepEqual([verdict?.st, verdict?.st === 'no' && verdict.code], ['no', 'not_a_member'], journey);
    }
    await ines.pull();
  });

  it('is refused where a map of JSON cannot have it as its key', async () => {
    for (const journey of ['constructor', 'prototype', '__proto__']) {
      const ines = new Device(server, 't.ines');
      const { status, json } = await post(
        server,
        ines.token,
        'push',
        ines.body([{ journey, ops: [ines.op(journey, setTopic('t-1', journey, 'ines', circle, 'x', 'circle'))] }]),
      );
      assert.equal(status, 400, journey);
      assert.match(JSON.stringify(json), /txs\.0\.journey/);
      assert.equal(
        (
          await post(server, ines.token, 'pull', {
            v: 1,
            schema: schemaVersion,
            replica: ines.replica,
            journeys: [{ id: journey, spaces: {} }],
          })
        ).status,
        400,
      );
      await ines.pull();
      await assert.rejects(server.service.provision({ tenant: 't', journey, records: [] }), ValidationError);
    }
  });

  it('has fields of such names left out, in a record that is made and in one that is there', async () => {
    const ines = new Device(server, 't.ines');
    const more = Object.fromEntries(inherited.map((name) => [name, name]));
    const made = setTopic('t-2', 'valueOf', 'ines', circle, 'phalarope', 'circle');
    assert.equal((await ines.push('valueOf', { ...made, f: { ...(made['f'] as object), ...more } }))[0]?.st, 'ok');
    assert.equal(
      (await ines.push('valueOf', { ...made, f: { ...more, body: { text: 'wheatear' } }, seen: more }))[0]?.st,
      'ok',
    );
    await ines.pull();
    const stored = ines.records.get('valueOf topic/t-2');
    assert.deepEqual(
      [stored?.f['body'], inherited.filter((name) => Object.hasOwn(stored?.f ?? {}, name))],
      [{ text: 'wheatear' }, []],
    );
  });
});
