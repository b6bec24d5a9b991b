import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import * as v from 'valibot';
import type { PullResponse } from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { type Sql, createSqlStorage } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  journeyRecord,
  post,
  setTopic,
  startServer,
  topic,
} from './support.js';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

/** What the version before this one reads of a cursor, and makes: copied from it. */
const olderCursorSchema = v.object({
  s: v.string(),
  v: v.string(),
  r: v.number(),
  p: v.optional(v.object({ c: v.number(), n: v.number(), g: v.string(), f: v.optional(v.array(v.string()), []) })),
});
const contentsOf = (cursor: string): unknown => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
const throughOlderNode = (cursor: string): string =>
  Buffer.from(JSON.stringify(v.parse(olderCursorSchema, contentsOf(cursor)))).toString('base64url');

describe('the keys of cursors', () => {
  let sql: Sql;
  /** Never goes back. */
  let nowMs = 1_800_000_000_000;
  let server: TestServer;
  let other: TestServer;
  const env = { now: () => nowMs, elapsed: () => nowMs };
  // The clock stands still, and with it what a limiter gives back.
  const often = { burst: 100_000, perSecond: 1 };
  const node = () =>
    startServer(sql, { env, expiresInMs: 1e12, rates: { person: often, address: often, tenant: often } });
  const nodes = () => Promise.all([node(), node()]);
  const stop = () => Promise.all([server.stop(), other.stop()]);

  const restart = async () => {
    await stop();
    [server, other] = await nodes();
  };
  const keysKept = async () => {
    const kept = await server.storage.read('', (reader) => reader.setting('cursor-keys'));
    return (JSON.parse(kept ?? '{"keys":[]}') as { keys: { id: string }[] }).keys.map(({ id }) => id);
  };
  const pageOf = async (at: TestServer, device: Device) => {
    const { cursor = '', spaces = {} } = device.held.get('J') ?? {};
    const { json } = await post(at, device.token, 'pull', {
      v: 1,
      schema: schemaVersion,
      replica: device.replica,
      journeys: [{ id: 'J', cursor, spaces }],
    });
    const {
      access,
      journeys: [page],
    } = json as unknown as PullResponse;
    assert(page);
    device.held.set('J', { cursor: page.to, spaces: access['J']?.spaces ?? {} });
    return page;
  };
  const signerOf = (cursor: string) => (contentsOf(cursor) as { k?: string }).k;

  describe('in a new database', () => {
    before(async () => {
      sql = await openMemoryDatabase();
      [server, other] = await nodes();
      await server.service.provision({
        tenant: 't',
        journey: 'J',
        records: [journeyRecord('J'), ...company, topic('t-1', 'ines', circle, 'x')],
      });
    });
    after(async () => {
      await stop();
      await sql.close();
    });

    it('are made once for all nodes, also when these begin together, and stay when they begin anew', async () => {
      const devices = ['ines', 'marc', 'sofia', 'hana'].map((person) => new Device(server, `t.${person}`));
      await Promise.all(devices.map((device, at) => pageOf(at % 2 === 0 ? server : other, device)));
      assert.equal((await keysKept()).length, 1);
      for (const node of [other, server])
        for (const device of devices) assert.equal((await pageOf(node, device)).mode, 'delta');
      await restart();
      for (const device of devices) assert.equal((await pageOf(server, device)).why, undefined);
    });

    it('change after 90 days, and what the one before signed stays good until the next change', async () => {
      const [away, marc] = [new Device(server, 't.ines'), new Device(server, 't.marc')];
      await away.pull();
      await marc.pull();
      const first = signerOf(marc.held.get('J')?.cursor ?? '');
      nowMs += 91 * dayMs;
      assert.equal((await pageOf(server, marc)).mode, 'delta');
      assert.equal((await keysKept()).length, 2);
      assert.equal(
        signerOf(marc.held.get('J')?.cursor ?? ''),
        first,
        'nothing is signed with it before every node has read it',
      );
      assert.equal((await pageOf(other, marc)).mode, 'delta');
      nowMs += 16 * minuteMs;
      await pageOf(other, marc);
      const second = signerOf(marc.held.get('J')?.cursor ?? '');
      assert.notEqual(second, first);
      assert.equal((await pageOf(server, marc)).mode, 'delta', 'on the node that has not read it anew since');
      assert.equal((await pageOf(server, away)).mode, 'delta', 'who was away since before');
      const left = new Device(server, 't.sofia');
      left.held.set('J', { cursor: '', spaces: {} });
      await left.pull();
      nowMs += 91 * dayMs;
      await pageOf(server, marc);
      nowMs += 91 * dayMs;
      await pageOf(server, marc);
      assert.deepEqual([(await keysKept()).length, (await keysKept()).includes(second ?? '')], [2, false]);
      const anew = await pageOf(server, left);
      assert.deepEqual(
        [anew.mode, anew.why, (await pageOf(server, marc)).mode],
        ['reset', 'schema', 'delta'],
        'a retired key was this database’s: nobody takes it for one that went back',
      );
    });

    it('take no cursor that nobody signed', async () => {
      const ines = new Device(server, 't.ines');
      await ines.pull();
      const { cursor, spaces } = ines.held.get('J') ?? assert.fail();
      ines.held.set('J', { cursor: throughOlderNode(cursor), spaces });
      assert.equal((await pageOf(server, ines)).mode, 'reset');
    });
  });

  describe('in a database that an older version began', () => {
    beforeEach(async () => {
      sql = await openMemoryDatabase();
      await createSqlStorage(sql, () => 'store-1');
      // What its migration finds when the database was there.
      await sql.transaction((tx) => tx.query(`insert into setting (key, value) values ('cursors-unsigned', 'yes')`));
      [server, other] = await nodes();
      await server.service.provision({
        tenant: 't',
        journey: 'J',
        records: [journeyRecord('J'), ...company, topic('t-1', 'ines', circle, 'x')],
      });
    });
    afterEach(async () => {
      await stop();
      await sql.close();
    });

    it('let nodes of both versions serve the same devices while one takes the place of the other', async () => {
      const ines = new Device(server, 't.ines');
      const sofia = new Device(server, 't.sofia');
      await sofia.pull();
      for (let turn = 0; turn < 6; turn++) {
        nowMs += 4 * minuteMs;
        const { cursor, spaces } = sofia.held.get('J') ?? assert.fail();
        // The older node reads what this one signed, and answers with what nobody signed.
        if (turn % 2 === 0) sofia.held.set('J', { cursor: throughOlderNode(cursor), spaces });
        await ines.push('J', setTopic(`t-new-${turn}`, 'J', 'ines', circle, 'x', 'circle'));
        const page = await pageOf(server, sofia);
        assert.deepEqual([page.mode, page.why, page.puts.map(({ id }) => id)], ['delta', undefined, [`t-new-${turn}`]]);
      }
    });

    it('make devices begin anew that hold what nobody signed, one after another, each once', async () => {
      const devices = Array.from(
        { length: 24 },
        (_, at) => new Device(server, `t.${at % 2 === 0 ? 'ines' : 'marc'}`, `old-${at}`),
      );
      for (const device of devices) {
        await device.pull();
        const { cursor, spaces } = device.held.get('J') ?? assert.fail();
        device.held.set('J', { cursor: throughOlderNode(cursor), spaces });
      }
      const begun: number[] = [];
      for (let minute = 0; minute <= 60; minute += 5) {
        for (const device of devices) if ((await pageOf(server, device)).why === 'schema') begun.push(minute);
        nowMs += 5 * minuteMs;
      }
      assert.equal(begun.length, devices.length, 'each of them once');
      assert((begun[0] ?? 0) >= 30 && (begun.at(-1) ?? 0) <= 50, begun.join());
      assert(new Set(begun).size >= 4, `spread: ${begun.join()}`);
    });

    it('tell nothing by a cursor that nobody signed, also while it is still taken', async () => {
      const ines = new Device(server, 't.ines');
      const sofia = new Device(server, 't.sofia');
      await sofia.pull();
      const { cursor, spaces } = sofia.held.get('J') ?? assert.fail();
      const probe = async () => {
        const answers = [];
        for (let rev = 0; rev < 10; rev++) {
          const forged = Buffer.from(
            JSON.stringify({ ...v.parse(olderCursorSchema, contentsOf(cursor)), r: rev }),
          ).toString('base64url');
          const { json } = await post(server, sofia.token, 'pull', {
            v: 1,
            schema: schemaVersion,
            replica: 'forger',
            journeys: [{ id: 'J', cursor: forged, spaces }],
          });
          answers.push((json as unknown as PullResponse).journeys);
        }
        return answers;
      };
      const first = await probe();
      assert(first.every(([page]) => page?.mode === 'delta'));
      await ines.push('J', setTopic('t-quiet', 'J', 'ines', { kind: 'pair', relation: 'm-marc' }, 'x', 'pair:m-marc'));
      assert.deepEqual(await probe(), first);
    });
  });
});
