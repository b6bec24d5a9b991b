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

const run = (step: string, state: string, plannedFor: string) => ({
  type: 'stepRun' as const,
  id: `J_${step}`,
  space: 'J/path',
  fields: { step, state, plannedFor },
});
const command = (name: string, args: object = {}) => ({ k: 'do', name, args });

describe('the course of a journey', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  let nowMs = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const journeyOf = async (person: string) => {
    const held = device(person);
    await held.pull();
    return {
      ...held.records.get('J journey/J')?.f,
      runs: Object.fromEntries(
        [...held.records].filter(([key]) => key.includes('stepRun')).map(([, { f }]) => [f['step'], f['plannedFor']]),
      ),
    } as Record<string, unknown>;
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
    tenant = `course-${++count}`;
    nowMs = Date.parse('2026-11-16T09:00:00Z');
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        run('frame', 'done', '2026-09-07'),
        run('late', 'underway', '2026-11-13'),
        run('next', 'ahead', '2026-11-20'),
        run('left', 'skipped', '2026-11-20'),
      ],
    });
  });

  it('rests until the person is back, and what was not done has waited as long', async () => {
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.pause', { until: '2026-11-30' }))), [
      'ok',
    ]);
    const resting = await journeyOf('marc');
    assert.deepEqual(
      [resting['state'], resting['pausedUntil'], resting['pauses']],
      ['paused', '2026-11-30', [{ from: '2026-11-16' }]],
    );
    nowMs = Date.parse('2026-11-27T09:00:00Z');
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.resume'))), ['ok']);
    const back = await journeyOf('ines');
    assert.deepEqual(
      [back['state'], back['pausedUntil'], back['pauses']],
      ['active', undefined, [{ from: '2026-11-16', to: '2026-11-27' }]],
    );
    assert.deepEqual(back['runs'], { frame: '2026-09-07', late: '2026-11-24', next: '2026-12-01', left: '2026-11-20' });
  });

  it('[CM7] that was stopped goes on as it was, as after a rest, when the stop is taken back within seven days', async () => {
    assert.deepEqual(statuses(await device('marc').push('J', command('journey.stop', { reason: 'Another job.' }))), [
      'ok',
    ]);
    const stopped = await journeyOf('ines');
    assert.deepEqual(
      [stopped['state'], stopped['stoppedBy'], stopped['stoppedBecause']],
      ['stopped', 'marc', 'Another job.'],
    );
    nowMs = Date.parse('2026-11-20T09:00:00Z');
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.reopen'))), ['ok']);
    const open = await journeyOf('marc');
    assert.deepEqual(
      [open['state'], open['stoppedBy'], open['stoppedBecause'], open['pauses']],
      ['active', undefined, undefined, [{ from: '2026-11-16', to: '2026-11-20' }]],
    );
    assert.deepEqual(open['runs'], { frame: '2026-09-07', late: '2026-11-17', next: '2026-11-24', left: '2026-11-20' });
    assert.deepEqual(
      statuses(await device('ines').push('J', setTopic('t-new', 'J', 'ines', circle, 'Nouveau', 'circle'))),
      ['ok'],
    );
  });

  it('[CM7] a coach takes back what they stopped and nothing else; nobody after seven days', async () => {
    await device('ines').push('J', command('journey.stop'));
    assert.deepEqual(statuses(await device('marc').push('J', command('journey.reopen'))), ['forbidden']);
    assert.deepEqual(statuses(await device('hana').push('J', command('journey.reopen'))), ['forbidden']);
    nowMs += 7 * 86_400_000 + 1;
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.reopen'))), ['precondition']);
    nowMs -= 1;
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.reopen'))), ['ok']);
    await device('marc').push('J', command('journey.stop'));
    assert.deepEqual(statuses(await device('marc').push('J', command('journey.reopen'))), ['ok']);
    assert.equal((await journeyOf('ines'))['state'], 'active');
  });

  it('[CM7] nobody brings back who left, and nobody after seven days', async () => {
    await device('hana').push('J', command('membership.end', { id: 'm-hana' }));
    await device('ines').push('J', command('membership.end', { id: 'm-hana' }));
    assert.deepEqual(statuses(await device('ines').push('J', command('membership.readmit', { id: 'm-hana' }))), [
      'forbidden',
    ]);
    await device('ines').push('J', command('membership.end', { id: 'm-sofia' }));
    nowMs += 7 * 86_400_000 + 1;
    assert.deepEqual(statuses(await device('ines').push('J', command('membership.readmit', { id: 'm-sofia' }))), [
      'precondition',
    ]);
  });

  it('that is taken up again the same day is as it was', async () => {
    const ines = device('ines');
    await ines.push('J', command('journey.pause'), command('journey.resume'));
    const back = await journeyOf('ines');
    assert.deepEqual([back['state'], (back['runs'] as Record<string, string>)['next']], ['active', '2026-11-20']);
  });

  it('said twice by two devices happens once', async () => {
    await device('ines').push('J', command('journey.pause'));
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.pause'))), ['noop']);
  });

  it('is moved by the person; a coach may stop it, and a companion nothing', async () => {
    assert.deepEqual(statuses(await device('marc').push('J', command('journey.pause'))), ['forbidden']);
    assert.deepEqual(statuses(await device('sofia').push('J', command('journey.stop'))), ['forbidden']);
    assert.deepEqual(statuses(await device('marc').push('J', command('journey.stop', { reason: 'We agreed.' }))), [
      'ok',
    ]);
    const stopped = await journeyOf('ines');
    assert.deepEqual([stopped['state'], stopped['stoppedBecause']], ['stopped', 'We agreed.']);
  });

  it('follows the table of moves, and a pause ends on a day to come', async () => {
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.close'))), ['precondition']);
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.pause', { until: '2026-11-16' }))), [
      'invalid',
    ]);
    assert.deepEqual(statuses(await device('ines').push('J', command('journey.conclude'), command('journey.close'))), [
      'ok',
      'ok',
    ]);
    assert.equal((await journeyOf('ines'))['state'], 'closed');
  });
});

describe('leaving the journey', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  const secret = 'Ocre-Martes, dit Hana';
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `leaving-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-1', 'ines', circle, 'hello'),
        topic('t-hana', 'hana', circle, secret),
        topic('t-alone', 'hana', circle, secret),
      ],
    });
    const hana = device('hana');
    assert.deepEqual(statuses(await hana.push('J', setContribution('c-1', 'J', 't-1', circle, secret, 'circle'))), [
      'ok',
    ]);
    assert.deepEqual(
      statuses(await device('ines').push('J', setContribution('c-2', 'J', 't-hana', circle, 'Merci', 'circle'))),
      ['ok'],
    );
  });

  it('with one’s words takes them from every record; others’ answers keep their place (A-COM-4)', async () => {
    const ines = device('ines');
    await ines.pull();
    assert.equal(JSON.stringify([...ines.records.values()]).includes(secret), true);
    assert.deepEqual(
      statuses(await device('hana').push('J', command('membership.end', { id: 'm-hana', words: 'withdraw' }))),
      ['ok'],
    );
    await ines.pull();
    assert.equal(JSON.stringify([...ines.records.values()]).includes(secret), false);
    assert.equal(typeof ines.records.get('J contribution/c-1')?.f['withdrawnAt'], 'string');
    assert.deepEqual(ines.records.get('J topic/t-hana')?.f['body'], { text: '…' });
    assert.equal(ines.records.has('J topic/t-alone'), false);
    assert.equal(ines.records.has('J contribution/c-2'), true);
    const hana = device('hana');
    await hana.pull();
    assert.deepEqual([...hana.records.keys()], []);
  });

  /** The tables in which a text stands anywhere. */
  const tablesWith = (text: string): Promise<readonly string[]> =>
    sql.transaction(async (tx) => {
      const found: string[] = [];
      for (const { name } of await tx.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public'`,
      )) {
        const [row] = await tx.query(`select 1 from "${name}" as t where position($1 in t::text) > 0 limit 1`, [text]);
        if (row !== undefined) found.push(name);
      }
      return found;
    });
  const edit = (text: string) => ({ k: 'set', t: 'contribution', id: 'c-1', space: 'J/circle', f: { body: { text } } });
  /** Edits as a device does that wrote an hour ago, without a network. */
  const editLate = (text: string) => {
    const late = device('hana');
    return late.push('J', { ...edit(text), raw: late.now - 3_600_000 });
  };

  it('with one’s words leaves them in no table, an edit that lost against a later one neither', async () => {
    assert.deepEqual(statuses(await device('hana').push('J', edit(`${secret}, encore`))), ['ok']);
    assert.deepEqual(statuses(await editLate(`${secret}, autrefois`)), ['lost']);
    assert.deepEqual(await tablesWith('autrefois'), ['lost_value']);
    assert.deepEqual(
      statuses(await device('hana').push('J', command('membership.end', { id: 'm-hana', words: 'withdraw' }))),
      ['ok'],
    );
    for (const text of ['encore', 'autrefois']) assert.deepEqual(await tablesWith(text), []);
  });

  it('one text leaves no word of it in any table, nor does an older edit that comes after', async () => {
    assert.deepEqual(statuses(await device('hana').push('J', edit('Écrit un peu plus tard'))), ['ok']);
    assert.deepEqual(statuses(await editLate('Écrit autrefois')), ['lost']);
    assert.deepEqual(
      statuses(
        await device('hana').push('J', {
          ...edit('…'),
          f: { body: { text: '…' }, withdrawnAt: '2026-11-01T10:00:00.000Z' },
        }),
      ),
      ['ok'],
    );
    assert.deepEqual(statuses(await editLate('Écrit bien avant')), ['lost']);
    for (const text of ['un peu plus', 'autrefois', 'bien avant']) assert.deepEqual(await tablesWith(text), [], text);
  });

  it('a deleted topic leaves no word of it in any table', async () => {
    const topicEdit = (text: string) => ({ ...edit(text), t: 'topic', id: 't-alone' });
    assert.deepEqual(statuses(await device('hana').push('J', topicEdit('Un titre plus juste'))), ['ok']);
    const late = device('hana');
    assert.deepEqual(statuses(await late.push('J', { ...topicEdit('Un vieux titre'), raw: late.now - 3_600_000 })), [
      'lost',
    ]);
    assert.deepEqual(statuses(await device('hana').push('J', { k: 'del', t: 'topic', id: 't-alone' })), ['ok']);
    for (const text of ['plus juste', 'vieux titre']) assert.deepEqual(await tablesWith(text), [], text);
  });

  it('without taking them back leaves them', async () => {
    await device('hana').push('J', command('membership.end', { id: 'm-hana' }));
    const ines = device('ines');
    await ines.pull();
    assert.deepEqual(ines.records.get('J contribution/c-1')?.f['body'], { text: secret });
  });

  it('[CM7] who was removed is back with all that they read, when the person brings them back within seven days', async () => {
    const hana = device('hana');
    await hana.pull();
    const held = [...hana.records.keys()].toSorted();
    assert.deepEqual(statuses(await device('ines').push('J', command('membership.end', { id: 'm-hana' }))), ['ok']);
    await hana.pull();
    assert.deepEqual([...hana.records.keys()], [], 'the device of who was removed forgets');
    assert.deepEqual(statuses(await device('marc').push('J', command('membership.readmit', { id: 'm-hana' }))), [
      'forbidden',
    ]);
    assert.deepEqual(statuses(await device('ines').push('J', command('membership.readmit', { id: 'm-hana' }))), ['ok']);
    await hana.pull();
    assert.deepEqual([...hana.records.keys()].toSorted(), held);
    const marc = device('marc');
    await marc.pull();
    const place = marc.records.get('J membership/m-hana')?.f;
    assert.deepEqual([place?.['state'], place?.['until']], ['active', undefined]);
  });

  it('nobody takes back the words of another', async () => {
    assert.deepEqual(
      statuses(await device('ines').push('J', command('membership.end', { id: 'm-hana', words: 'withdraw' }))),
      ['forbidden'],
    );
    assert.deepEqual(
      statuses(await device('ines').push('J', command('membership.end', { id: 'm-hana', words: 'all' }))),
      ['invalid'],
    );
  });

  it('lets everybody say when they want to be reached, and nobody say it for another', async () => {
    const hours = { days: [1, 2, 4], from: '08:30', to: '16:00' };
    const said = (id: string, value: unknown) => command('membership.hours', { id, hours: value });
    const hoursSeenBy = async (person: string) => {
      const held = device(person);
      await held.pull();
      return held.records.get('J member/m-marc')?.f['workingHours'];
    };
    assert.deepEqual(statuses(await device('marc').push('J', said('m-marc', hours), said('m-marc', hours))), [
      'ok',
      'noop',
    ]);
    assert.deepEqual([await hoursSeenBy('hana'), await hoursSeenBy('ines')], [hours, hours]);
    for (const person of ['hana', 'ines'])
      assert.deepEqual(statuses(await device(person).push('J', said('m-marc', null))), ['forbidden']);
    for (const wrong of [{ ...hours, days: [] }, { ...hours, to: '08:00' }, { ...hours, days: [8] }, 'always']) {
      assert.deepEqual(statuses(await device('marc').push('J', said('m-marc', wrong))), ['invalid']);
    }
    assert.deepEqual(await hoursSeenBy('hana'), hours);
    assert.deepEqual(statuses(await device('marc').push('J', said('m-marc', null))), ['ok']);
    assert.equal(await hoursSeenBy('hana'), undefined);
  });

  it('lets everybody say on whose clock they live, and nobody say it for another; with the person accompanied, the journey moves', async () => {
    const said = (id: string, timeZone: unknown) => command('membership.zone', { id, timeZone });
    const zonesSeenBy = async (person: string, names: readonly string[]) => {
      const held = device(person);
      await held.pull();
      return names.map((name) => held.records.get(`J ${name}`)?.f['timeZone']);
    };
    assert.deepEqual(
      statuses(await device('marc').push('J', said('m-marc', 'America/Toronto'), said('m-marc', 'America/Toronto'))),
      ['ok', 'noop'],
    );
    assert.deepEqual(await zonesSeenBy('ines', ['member/m-marc', 'membership/m-marc']), [
      'America/Toronto',
      'America/Toronto',
    ]);
    assert.deepEqual(await zonesSeenBy('hana', ['member/m-marc']), ['America/Toronto']);
    const [before] = await zonesSeenBy('ines', ['journey/J']);
    assert.notEqual(before, 'America/Toronto', 'a guide who moves takes no journey along');
    for (const person of ['hana', 'ines'])
      assert.deepEqual(statuses(await device(person).push('J', said('m-marc', 'Asia/Tokyo'))), ['forbidden']);
    for (const wrong of ['Mars/X', 'Etc/Unknown', '', 7, null])
      assert.deepEqual(statuses(await device('marc').push('J', said('m-marc', wrong))), ['invalid']);
    assert.deepEqual(statuses(await device('ines').push('J', said('m-ines', 'Asia/Tokyo'))), ['ok']);
    assert.deepEqual(await zonesSeenBy('ines', ['member/m-ines', 'membership/m-ines', 'journey/J']), [
      'Asia/Tokyo',
      'Asia/Tokyo',
      'Asia/Tokyo',
    ]);
  });
});

describe('what goes together', () => {
  let sql: Sql;
  let server: TestServer;
  const device = (person: string) => new Device(server, `together.${person}`);
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
    await server.service.provision({
      tenant: 'together',
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        run('start', 'open', '2026-09-07'),
        topic('t-1', 'ines', pair('m-marc'), 'hello'),
        topic('t-2', 'ines', circle, 'hello'),
        {
          type: 'contribution',
          id: 'c-hana',
          fields: { ...words('hana', pair('m-hana'), 'from hana'), topic: 't-2', kind: 'story' },
        },
      ],
    });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  it('[WD6] a "done" that loses against a later move says no time at which it was done', async () => {
    const step = (f: Record<string, unknown>) => ({ k: 'set', t: 'stepRun', id: 'J_start', space: 'J/path', f });
    const [phone, laptop] = [device('ines'), device('ines')];
    assert.deepEqual(statuses(await laptop.push('J', step({ state: 'skipped' }))), ['ok']);
    const lost = await phone.push('J', {
      ...step({ state: 'done', doneAt: '2026-09-18T12:00:00.000Z' }),
      raw: phone.now - 3_600_000,
    });
    assert.deepEqual(
      lost.map(({ st }) => st),
      ['lost'],
    );
    const ines = device('ines');
    await ines.pull();
    assert.deepEqual(
      [ines.records.get('J stepRun/J_start')?.f['state'], ines.records.get('J stepRun/J_start')?.f['doneAt']],
      ['skipped', undefined],
    );
    assert.deepEqual(
      statuses(
        await ines.push('J', step({ state: 'open' }), step({ state: 'done', doneAt: '2026-09-18T12:00:00.000Z' })),
      ),
      ['ok', 'ok'],
    );
    await ines.pull();
    assert.equal(typeof ines.records.get('J stepRun/J_start')?.f['doneAt'], 'string');
    assert.deepEqual(statuses(await ines.push('J', step({ state: 'open' }))), ['ok']);
    await ines.pull();
    assert.equal(ines.records.get('J stepRun/J_start')?.f['doneAt'], undefined, 'one that is open again was not done');
  });

  it('[WD4] who leaves with their words leaves no reason that they gave for a proposal', async () => {
    const secret = 'Sorbier, dit Hana';
    assert.deepEqual(
      statuses(
        await device('hana').push(
          'J',
          command('audience.propose', {
            proposal: 'p-1',
            type: 'contribution',
            id: 'c-hana',
            audience: circle,
            reason: secret,
          }),
        ),
      ),
      ['ok'],
    );
    const ines = device('ines');
    await ines.pull();
    assert.equal(ines.records.get('J moveProposal/p-1')?.f['reason'], secret);
    assert.deepEqual(
      statuses(await device('hana').push('J', command('membership.end', { id: 'm-hana', words: 'withdraw' }))),
      ['ok'],
    );
    await ines.pull();
    assert.equal(ines.records.has('J moveProposal/p-1'), false);
    const [found] = await sql.transaction(
      (tx) => tx.query<{ n: number }>(`select count(*)::int as n from record where fields::text like '%Sorbier%'`),
      { tenant: 'together' },
    );
    assert.equal(found?.n, 0);
  });
});
