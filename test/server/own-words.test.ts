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
  setContribution,
  startServer,
  statuses,
  topic,
  words,
} from './support.js';

describe('[WD3] nobody loses their own words', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const narrow = (type: string, id: string, audience: Audience) => ({
    k: 'do',
    name: 'audience.narrow',
    args: { type, id, audience },
  });
  const heldBy = async (person: string, key: string) => {
    const held = device(person);
    await held.pull();
    return held.records.get(`J ${key}`);
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
    tenant = `own-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-hana', 'hana', circle, 'hello'),
        {
          type: 'contribution',
          id: 'c-sofia',
          fields: { ...words('sofia', circle, 'from sofia'), topic: 't-hana', kind: 'story' },
        },
        {
          type: 'contribution',
          id: 'c-marc',
          fields: { ...words('marc', circle, 'from marc'), topic: 't-hana', kind: 'story' },
        },
      ],
    });
  });

  it('when a companion gives their topic to fewer people: who answered goes on reading, editing and withdrawing the answer', async () => {
    const sofia = device('sofia');
    await sofia.pull();
    assert.deepEqual(statuses(await device('hana').push('J', narrow('topic', 't-hana', chosen('m-hana', 'm-marc')))), [
      'ok',
    ]);
    await sofia.pull();
    const own = sofia.records.get('J contribution/c-sofia');
    assert.deepEqual(own?.f['audience'], chosen('m-hana', 'm-marc', 'm-sofia'));
    assert.equal(sofia.records.has('J topic/t-hana'), false, 'the topic is not theirs to read');
    assert.equal(sofia.records.has('J contribution/c-marc'), false, 'nor is what others answered');
    const set = (f: Record<string, unknown>) => ({ k: 'set', t: 'contribution', id: 'c-sofia', space: own.space, f });
    assert.deepEqual(statuses(await sofia.push('J', set({ body: { text: 'said better' } }))), ['ok']);
    assert.deepEqual((await heldBy('hana', 'contribution/c-sofia'))?.f['body'], { text: 'said better' });
    assert.equal(await heldBy('genevieve', 'contribution/c-sofia'), undefined);
    assert.deepEqual(statuses(await sofia.push('J', set({ withdrawnAt: '2026-11-01T10:00:00.000Z' }))), ['ok']);
    assert.deepEqual((await heldBy('hana', 'contribution/c-sofia'))?.f['body'], { text: '…' });
  });

  it('a second time, for fewer still, nothing of it moves to others', async () => {
    const hana = device('hana');
    await hana.push('J', narrow('topic', 't-hana', chosen('m-hana', 'm-marc')));
    assert.deepEqual(statuses(await hana.push('J', narrow('topic', 't-hana', pair('m-hana')))), ['ok']);
    assert.deepEqual((await heldBy('sofia', 'contribution/c-sofia'))?.f['audience'], chosen('m-hana', 'm-sofia'));
    assert.deepEqual((await heldBy('marc', 'contribution/c-marc'))?.f['audience'], chosen('m-hana', 'm-marc'));
    assert.equal(await heldBy('marc', 'contribution/c-sofia'), undefined);
  });

  it('when the person accompanied gives them to fewer people by themself', async () => {
    assert.deepEqual(statuses(await device('ines').push('J', narrow('contribution', 'c-sofia', guides))), ['ok']);
    assert.deepEqual(
      (await heldBy('sofia', 'contribution/c-sofia'))?.f['audience'],
      chosen('m-genevieve', 'm-marc', 'm-yann', 'm-sofia'),
    );
    assert.deepEqual(statuses(await device('ines').push('J', narrow('contribution', 'c-sofia', pair('m-marc')))), [
      'ok',
    ]);
    assert.deepEqual((await heldBy('sofia', 'contribution/c-sofia'))?.f['audience'], chosen('m-marc', 'm-sofia'));
    assert.equal(await heldBy('genevieve', 'contribution/c-sofia'), undefined);
  });

  it('when a goal is given to fewer people: who rated it goes on reading the rating', async () => {
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        {
          type: 'goal',
          id: 'g-1',
          fields: {
            title: 'x',
            levels: { '-2': 'a', '-1': 'b', 0: 'c', 1: 'd', 2: 'e' },
            importance: 1,
            difficulty: 1,
            baseline: -1,
            audience: guides,
          },
        },
        {
          type: 'goalRating',
          id: 'r-1',
          fields: { goal: 'g-1', by: 'marc', at: '2026-09-18T12:00:00.000Z', level: 1, audience: guides },
        },
      ],
    });
    assert.deepEqual(statuses(await device('ines').push('J', narrow('goal', 'g-1', pair('m-genevieve')))), ['ok']);
    assert.deepEqual((await heldBy('marc', 'goalRating/r-1'))?.f['audience'], chosen('m-genevieve', 'm-marc'));
    assert.equal(await heldBy('marc', 'goal/g-1'), undefined);
  });

  it('when they rest or have left meanwhile: their words are there when they come back', async () => {
    await device('sofia').push('J', { k: 'do', name: 'membership.pause', args: { id: 'm-sofia' } });
    await device('hana').push('J', narrow('topic', 't-hana', chosen('m-hana', 'm-marc')));
    await device('sofia').push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-sofia' } });
    assert.deepEqual((await heldBy('sofia', 'contribution/c-sofia'))?.f['body'], { text: 'from sofia' });
  });

  it('a reply to what they may not read any more still names it to its author alone', async () => {
    await device('marc').push(
      'J',
      setContribution('c-reply', 'J', 't-hana', circle, 'to sofia', 'circle', { replyTo: 'c-sofia' }),
    );
    await device('hana').push('J', narrow('topic', 't-hana', chosen('m-hana', 'm-marc')));
    assert.equal(await heldBy('sofia', 'contribution/c-reply'), undefined);
    assert.deepEqual((await heldBy('marc', 'contribution/c-reply'))?.f['audience'], chosen('m-hana', 'm-marc'));
  });
});
