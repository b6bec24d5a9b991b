import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Audience } from '../../src/model/access/audience.js';
import type { Sql } from '../../server/index.js';
import {
  Device,
  type TestServer,
  chosen,
  circle,
  company,
  guides,
  journeyRecord,
  openDatabase,
  pair,
  startServer,
  topic,
  words,
} from './support.js';

describe('a question whether more people may read', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const push = async (person: string, name: string, args: object): Promise<string> => {
    const [verdict] = await device(person).push('J', { k: 'do', name, args });
    return verdict?.st === 'no' ? verdict.code : (verdict?.st ?? 'nothing');
  };
  const propose = (person: string, proposal: string, type: string, id: string, audience: Audience) =>
    push(person, 'audience.propose', { proposal, type, id, audience });
  const answer = (person: string, id: string, isYes: boolean) => push(person, 'audience.answer', { id, isYes });
  const holds = async (person: string, record: string): Promise<boolean> => {
    const reader = device(person);
    await reader.pull();
    return reader.records.has(`J ${record}`);
  };

  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `asked-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-all', 'ines', circle, 'for all'),
        topic('t-guides', 'ines', guides, 'for the guides'),
        {
          type: 'contribution',
          id: 'c-hana',
          fields: { ...words('hana', pair('m-hana'), 'for one'), topic: 't-all', kind: 'story' },
        },
        { type: 'challenge', id: 'ch-1', fields: { ...words('ines', pair('m-marc'), 'hard now'), state: 'raised' } },
      ],
    });
  });

  it('opens the words when its author has said yes, not before, and is then gone', async () => {
    assert.equal(await propose('ines', 'p1', 'contribution', 'c-hana', circle), 'ok');
    assert.equal(await holds('sofia', 'contribution/c-hana'), false);
    assert.equal(await answer('hana', 'p1', true), 'ok');
    assert.deepEqual(
      [
        await holds('sofia', 'contribution/c-hana'),
        await holds('hana', 'moveProposal/p1'),
        await holds('ines', 'moveProposal/p1'),
      ],
      [true, false, false],
    );
  });

  it('asked by an author takes a yes of the person, and asked by a coach the yes of whose words they are', async () => {
    assert.equal(await propose('hana', 'p1', 'contribution', 'c-hana', chosen('m-hana', 'm-marc')), 'ok');
    assert.equal(await answer('hana', 'p1', true), 'ok', 'it was in the question');
    assert.equal(await holds('marc', 'contribution/c-hana'), false);
    assert.equal(await answer('ines', 'p1', true), 'ok');
    assert.equal(await holds('marc', 'contribution/c-hana'), true);
    assert.equal(await propose('marc', 'p2', 'topic', 't-guides', circle), 'ok');
    assert.equal(await answer('ines', 'p2', true), 'ok');
    assert.equal(await holds('hana', 'topic/t-guides'), true);
  });

  it('says why to those who are asked, when who asks says it', async () => {
    const ask = (proposal: string, reason: string) =>
      push('ines', 'audience.propose', { proposal, type: 'contribution', id: 'c-hana', audience: circle, reason });
    assert.deepEqual(
      [await ask('p1', 'Sofia asks herself the same.'), await ask('p2', ' '), await ask('p3', 'x'.repeat(2_001))],
      ['ok', 'invalid', 'invalid'],
    );
    const hana = device('hana');
    await hana.pull();
    assert.equal(hana.records.get('J moveProposal/p1')?.f['reason'], 'Sofia asks herself the same.');
  });

  it('is known to who asks and to who is asked, and to nobody else', async () => {
    await propose('hana', 'p1', 'contribution', 'c-hana', circle);
    await propose('marc', 'p2', 'topic', 't-guides', circle);
    const known = async (person: string) => [
      await holds(person, 'moveProposal/p1'),
      await holds(person, 'moveProposal/p2'),
    ];
    assert.deepEqual(await known('ines'), [true, true]);
    assert.deepEqual(await known('hana'), [true, false]);
    assert.deepEqual(await known('marc'), [false, true]);
    for (const person of ['genevieve', 'yann', 'sofia', 'serge', 'claire'])
      assert.deepEqual(await known(person), [false, false], person);
  });

  it('is ended by one no, can be thought over, and is taken back by who asked', async () => {
    await propose('ines', 'p1', 'contribution', 'c-hana', circle);
    assert.equal(await answer('hana', 'p1', false), 'ok');
    assert.deepEqual(
      [await holds('sofia', 'contribution/c-hana'), await holds('ines', 'moveProposal/p1')],
      [false, true],
    );
    assert.equal(await answer('hana', 'p1', true), 'ok');
    assert.equal(await holds('sofia', 'contribution/c-hana'), true);
    await propose('marc', 'p2', 'topic', 't-guides', circle);
    assert.equal(await answer('marc', 'p2', false), 'ok');
    assert.equal(await answer('ines', 'p2', true), 'record_gone');
    assert.equal(await holds('hana', 'topic/t-guides'), false);
  });

  it('holds for the readers it was asked for: who narrows meanwhile is not overruled', async () => {
    await propose('marc', 'p1', 'topic', 't-guides', circle);
    assert.equal(
      await push('ines', 'audience.narrow', { type: 'topic', id: 't-guides', audience: pair('m-marc') }),
      'ok',
    );
    assert.equal(await answer('ines', 'p1', true), 'precondition');
    assert.equal(await holds('hana', 'topic/t-guides'), false);
  });

  it('is the last of one asker about one item', async () => {
    await propose('marc', 'p1', 'topic', 't-guides', circle);
    await propose('marc', 'p2', 'topic', 't-guides', circle);
    assert.deepEqual([await holds('ines', 'moveProposal/p1'), await holds('ines', 'moveProposal/p2')], [false, true]);
  });

  it('is refused to those who have no say, and where nobody has to be asked', async () => {
    assert.equal(await propose('sofia', 'p1', 'contribution', 'c-hana', circle), 'record_gone');
    assert.equal(await propose('sofia', 'p1', 'topic', 't-all', guides), 'forbidden');
    assert.equal(
      await propose('genevieve', 'p1', 'topic', 't-guides', circle),
      'forbidden',
      'a mentor proposes nothing',
    );
    assert.equal(await propose('marc', 'p1', 'challenge', 'ch-1', circle), 'forbidden', 'nor a coach for a challenge');
    assert.equal(await propose('ines', 'p1', 'topic', 't-guides', circle), 'invalid', 'it is hers: she opens it');
    assert.equal(
      await propose('marc', 'p1', 'topic', 't-guides', pair('m-hana')),
      'forbidden',
      'its readers stay, and a coach is inside of what they choose',
    );
    assert.equal(await answer('marc', 'p9', true), 'record_gone');
    await propose('marc', 'p1', 'topic', 't-guides', circle);
    assert.equal(await answer('marc', 'p1', true), 'forbidden', 'nobody says yes for another');
    assert.equal(
      await answer('hana', 'p1', true),
      'record_gone',
      'what she may not know of is to her as if it were not there',
    );
    assert.equal(await holds('ines', 'topic/t-guides'), true);
    assert.equal(await holds('ines', 'moveProposal/p1'), true, 'it still waits');
  });
});
