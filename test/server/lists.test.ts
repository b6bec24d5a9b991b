import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import type { Audience } from '../../src/model/access/audience.js';
import { spaceOf } from '../../src/model/access/space.js';
import { limits } from '../../src/protocol/limits.js';
import {
  Device,
  type TestServer,
  chosen,
  company,
  journeyRecord,
  member,
  openDatabase,
  startServer,
  statuses,
} from './support.js';

const writers = Array.from({ length: 6 }, (_, at) => `w${at}`);
/** So many that there are always two more to be chosen. */
const readers = Array.from({ length: 14 }, (_, at) => `x${at}`);
const pairs = readers.flatMap((one, at) => readers.slice(at + 1).map((other) => [one, other] as const));

describe('lists of three readers and more, of which a journey has so many', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `lists-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        ...[...writers, ...readers].flatMap((one) => member(`m-${one}`, one, 'companion')),
      ],
    });
  });
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const audienceAt = (person: string, at: number): Audience => {
    const [one, other] = pairs[at] ?? assert.fail();
    return chosen(...[`m-${person}`, `m-${one}`, `m-${other}`].toSorted());
  };
  /** What came of topics with one list of readers each; each in a transaction of its own unless they come together. */
  const begin = async (
    of: Device,
    person: string,
    from: number,
    many: number,
    together = false,
  ): Promise<readonly string[]> => {
    const ops = Array.from({ length: many }, (_, at) => {
      const audience = audienceAt(person, from + at);
      return {
        k: 'set',
        t: 'topic',
        id: `t-${person}-${from + at}`,
        space: spaceOf('J', audience, person),
        f: { audience, body: { text: 'x' }, state: 'open', pinned: false },
      };
    });
    const verdicts = together ? await of.push('J', ...ops) : [];
    if (!together) for (const op of ops) verdicts.push(...(await of.push('J', op)));
    return statuses(verdicts);
  };
  const all = (many: number, verdict: string) => Array(many).fill(verdict);

  it('[SY31] a member other than the person accompanied begins eight, also in one transaction', async () => {
    const sofia = device('sofia');
    assert.deepEqual(await begin(sofia, 'sofia', 0, limits.spacesPerMember), all(8, 'ok'));
    assert.deepEqual(await begin(sofia, 'sofia', 8, 1), ['quota']);
    const again = await sofia.push('J', {
      k: 'set',
      t: 'topic',
      id: 't-again',
      space: spaceOf('J', audienceAt('sofia', 0), 'sofia'),
      f: { audience: audienceAt('sofia', 0), body: { text: 'y' }, state: 'open', pinned: false },
    });
    assert.equal(again[0]?.st, 'ok', 'a list that there is takes no more room');
    assert.deepEqual(await begin(device('hana'), 'hana', 0, 9, true), all(9, 'quota'));
  });

  it('[SY31] all others together leave sixteen to the person, who never gets "quota" for what others have begun', async () => {
    for (const person of writers) assert.deepEqual(await begin(device(person), person, 0, 8), all(8, 'ok'), person);
    assert.deepEqual(await begin(device('hana'), 'hana', 0, 1), ['quota'], 'forty-eight are taken');
    const ines = device('ines');
    assert.deepEqual(await begin(ines, 'ines', 40, limits.spacesForThePerson), all(16, 'ok'));
    assert.deepEqual(await begin(ines, 'ines', 60, 1), ['quota']);
  });

  it('[SY31] a list that holds nothing any more makes room, and readers forget it', async () => {
    const sofia = device('sofia');
    await begin(sofia, 'sofia', 0, 8);
    await sofia.push('J', { k: 'del', t: 'topic', id: 't-sofia-0' });
    assert.deepEqual(await begin(sofia, 'sofia', 8, 1), ['ok']);
    const ines = device('ines');
    const forget = async (from: number, many: number) => {
      for (let at = from; at < from + many; at++) await ines.push('J', { k: 'del', t: 'topic', id: `t-ines-${at}` });
    };
    assert.deepEqual(await begin(ines, 'ines', 0, 40), all(40, 'ok'));
    await ines.pull();
    await forget(0, 40);
    assert.deepEqual(await begin(ines, 'ines', 40, 40), all(40, 'ok'));
    await ines.pull();
    const remembered = Object.keys(ines.held.get('J')?.spaces ?? {}).filter((name) => name.includes('chosen:'));
    assert.equal(
      remembered.length,
      limits.spacesPerJourney,
      'the empty ones that were left first are not named any more',
    );
    const topics = [...ines.records.keys()].filter((key) => key.startsWith('J topic/t-ines-'));
    assert.equal(topics.length, 40);
    assert.deepEqual(await begin(ines, 'ines', 0, 1), ['record_gone'], 'what was deleted is not made again');
  });
});
