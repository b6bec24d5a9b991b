import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  journeyRecord,
  pair,
  setContribution,
  setTopic,
  startServer,
  statuses,
  topic,
  words,
} from './support.js';

const command = (name: string, args: object = {}) => ({ k: 'do', name, args });
const day = 86_400_000;

describe('[WD5] a journey that has ended', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  let nowMs = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const asks = (id: string, state: string) => ({
    type: 'topic' as const,
    id,
    fields: {
      ...words('ines', circle, 'What did you see?'),
      state,
      pinned: false,
      ask: { form: 'moment', to: ['anyone'] },
    },
  });
  const challenge = (id: string) => ({
    k: 'set',
    t: 'challenge',
    id,
    space: 'J/pair:m-marc',
    f: { ...words('ines', pair('m-marc'), 'hard'), state: 'raised' },
  });
  const ends: readonly (readonly [state: string, commands: readonly object[]])[] = [
    ['closed', [command('journey.conclude'), command('journey.close')]],
    ['stopped', [command('journey.stop')]],
  ];
  const endAs = async (commands: readonly object[]) => {
    assert.deepEqual(
      new Set(statuses(await device('ines').push('J', ...(commands as Parameters<Device['push']>[1][])))),
      new Set(['ok']),
    );
    nowMs += 60_000;
  };
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql, { env: { now: () => nowMs } });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `ended-${++count}`;
    nowMs = Date.parse('2026-11-16T09:00:00Z');
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-plain', 'ines', circle, 'hello'),
        asks('t-ask', 'open'),
        asks('t-gathered', 'synthesised'),
        { type: 'challenge', id: 'ch-1', fields: { ...words('ines', pair('m-marc'), 'hard'), state: 'raised' } },
      ],
    });
  });

  for (const [state, commands] of ends) {
    it(`${state}, takes no new topic and no new challenge, whoever writes it`, async () => {
      await endAs(commands);
      for (const person of ['ines', 'marc', 'hana']) {
        assert.deepEqual(
          statuses(await device(person).push('J', setTopic(`t-${person}`, 'J', person, circle, 'x', 'circle'))),
          ['precondition'],
          person,
        );
      }
      assert.deepEqual(statuses(await device('ines').push('J', challenge('ch-2'))), ['precondition']);
    });

    it(`${state}, takes answers to open asks for thirty days, and to nothing else`, async () => {
      await endAs(commands);
      const say = async (person: string, id: string, at: string, space = 'circle') =>
        statuses(
          await device(person).push(
            'J',
            setContribution(id, 'J', at, space === 'circle' ? circle : pair('m-marc'), 'x', space),
          ),
        );
      nowMs += 29 * day;
      assert.deepEqual(await say('hana', 'c-1', 't-ask'), ['ok']);
      assert.deepEqual(await say('ines', 'c-2', 't-ask'), ['ok']);
      assert.deepEqual(await say('hana', 'c-3', 't-plain'), ['precondition']);
      assert.deepEqual(await say('hana', 'c-4', 't-gathered'), ['precondition']);
      assert.deepEqual(await say('marc', 'c-5', 'ch-1', 'pair:m-marc'), ['precondition']);
      nowMs += 2 * day;
      assert.deepEqual(await say('hana', 'c-6', 't-ask'), ['precondition']);
    });

    it(`${state}, takes what was written before on a device without a network, for as long`, async () => {
      await endAs(commands);
      const offline = async (id: string, writtenMs: number) => {
        const hana = device('hana');
        return statuses(
          await hana.push('J', {
            ...setTopic(id, 'J', 'hana', circle, 'x', 'circle'),
            raw: hana.now - (nowMs - writtenMs),
          }),
        );
      };
      const writtenMs = Date.parse('2026-11-16T08:00:00Z');
      nowMs += 5 * day;
      assert.deepEqual(await offline('t-1', writtenMs), ['ok']);
      nowMs += 30 * day;
      assert.deepEqual(await offline('t-2', writtenMs), ['precondition']);
    });

    it(`${state}, lets everybody edit and take back what they said, and thank for it`, async () => {
      const set = (f: Record<string, unknown>) => ({ k: 'set', t: 'contribution', id: 'c-1', space: 'J/circle', f });
      assert.deepEqual(
        statuses(await device('hana').push('J', setContribution('c-1', 'J', 't-ask', circle, 'x', 'circle'))),
        ['ok'],
      );
      await endAs(commands);
      assert.deepEqual(statuses(await device('hana').push('J', set({ body: { text: 'said better' } }))), ['ok']);
      const audience = { kind: 'chosen', members: ['m-hana', 'm-marc'] };
      assert.deepEqual(
        statuses(
          await device('ines').push('J', {
            k: 'set',
            t: 'served',
            id: 's-1',
            space: 'J/chosen:m-hana.m-marc',
            f: { ...words('ines', audience as never, 'thanks'), contribution: 'c-1' },
          }),
        ),
        ['ok'],
      );
      assert.deepEqual(statuses(await device('hana').push('J', set({ withdrawnAt: '2026-11-01T10:00:00.000Z' }))), [
        'ok',
      ]);
    });
  }

  it('tells the circle when it ended, and nothing else of how it goes', async () => {
    const hana = device('hana');
    await hana.pull();
    assert.equal(hana.records.get('J member/m-ines')?.f['endedAt'], undefined);
    await endAs([command('journey.stop', { reason: 'Enough of it.' })]);
    await hana.pull();
    assert.equal(hana.records.get('J member/m-ines')?.f['endedAt'], '2026-11-16T09:00:00.000Z');
    assert.equal(hana.records.has('J journey/J'), false);
    assert.doesNotMatch(hana.bodies.join(), /Enough of it|stopped/);
  });
});
