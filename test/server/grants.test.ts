import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { ValidationError } from '../../src/errors.js';
import type { CompanyFunction } from '../../src/model/scope/grant.js';
import { scopeOf } from '../../src/model/scope/scope-kind.js';
import {
  Device,
  type TestOp,
  type TestServer,
  company,
  journeyRecord,
  openDatabase,
  startServer,
  statuses,
} from './support.js';

const valmonte = scopeOf('company', 'valmonte');
const calendar = `${valmonte}/calendar`;
const plans = `${valmonte}/plans`;
const training = {
  company: 'valmonte',
  kind: 'training',
  title: { en: 'Feedback', fr: 'Le feedback' },
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T17:00:00.000Z',
  timeZone: 'Europe/Paris',
  uid: 'training-1',
  sequence: 0,
  state: 'announced',
};
const team = {
  title: 'Team',
  perPersonPerMonth: 129,
  currency: 'EUR',
  includes: { en: 'All', fr: 'Tout' },
  coachLoadUnits: 1,
};
const set = (t: string, id: string, space: string, f: Record<string, unknown>): TestOp => ({
  k: 'set',
  t,
  id,
  space,
  f,
});

describe('grants', () => {
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
    tenant = `grants-${++count}`;
    await server.service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
    await server.service.provision({
      tenant,
      journey: valmonte,
      records: [
        { type: 'highlight', id: 'h-1', fields: training },
        { type: 'pricePlan', id: 'p-1', fields: team },
      ],
    });
  });

  const device = (person: string, version: 1 | 2 = 2): Device => {
    const made = new Device(server, `${tenant}.${person}`);
    made.version = version;
    return made;
  };
  const give = (space: string, to: Parameters<typeof server.service.grant>[0]['to']) =>
    server.service.grant({ tenant, scope: valmonte, space, to });
  const take = (space: string, to: Parameters<typeof server.service.grant>[0]['to']) =>
    server.service.revoke({ tenant, scope: valmonte, space, to });
  const stand = (person: string, ...functions: CompanyFunction[]) =>
    server.service.setStanding(tenant, person, { functions, cohorts: [] });
  const seenBy = async (reader: Device): Promise<readonly string[]> => {
    await reader.pull();
    return [...reader.records.keys()].filter((key) => key.startsWith('~')).map((key) => key.split(' ')[1] ?? '');
  };

  it('[SP10] a meeting of the practice takes place when the coaches say, and is moved', async () => {
    const practice = scopeOf('practice', 'valmonte');
    const space = `${practice}/main`;
    await server.service.grant({ tenant, scope: practice, space, to: { kind: 'function', function: 'coach' } });
    await stand('marc', 'coach');
    const marc = device('marc');
    const meeting = {
      theme: 'Le silence',
      host: 'marc',
      at: '2027-01-12T17:00:00.000Z',
      timeZone: 'Europe/Paris',
      minutes: 90,
      state: 'planned',
      attendees: ['marc'],
    };
    const atOf = async (): Promise<unknown> => {
      await marc.pull();
      return marc.records.get(`${practice} practiceMeeting/pm-1`)?.f['at'];
    };
    assert.deepEqual(statuses(await marc.push(practice, set('practiceMeeting', 'pm-1', space, meeting))), ['ok']);
    assert.equal(await atOf(), meeting.at);
    const moved = { at: '2027-01-19T17:00:00.000Z' };
    assert.deepEqual(statuses(await marc.push(practice, set('practiceMeeting', 'pm-1', space, moved))), ['ok']);
    assert.equal(await atOf(), moved.at);
  });

  it('[SP7] a grant opens one space to a person, to all of a function, or to everybody inside; to nobody else', async () => {
    const [ines, hana, claire] = [device('ines'), device('hana'), device('claire')];
    for (const reader of [ines, hana, claire]) assert.deepEqual(await seenBy(reader), []);
    await give(calendar, { kind: 'tenant' });
    await give(plans, { kind: 'function', function: 'programme-lead' });
    await stand('claire', 'programme-lead');
    assert.deepEqual(await seenBy(ines), ['highlight/h-1']);
    assert.deepEqual(await seenBy(hana), [], 'a companion from outside is nobody of the company');
    assert.deepEqual(await seenBy(claire), ['highlight/h-1', 'pricePlan/p-1'], 'without any journey');
    await give(plans, { kind: 'person', person: 'hana' });
    assert.deepEqual(await seenBy(hana), ['pricePlan/p-1']);
  });

  it('[SP5] a device of the first version of the protocol is told of no scope of a later kind', async () => {
    await give(calendar, { kind: 'tenant' });
    const ines = device('ines', 1);
    const { access } = await ines.pull();
    assert.deepEqual(
      Object.keys(access).filter((scope) => scope.startsWith('~')),
      [],
    );
    assert.equal(
      ines.bodies.some((body) => body.includes('valmonte')),
      false,
    );
  });

  it('[SP8] what is taken away is forgotten at the next request, and sent anew when it is given again', async () => {
    await give(calendar, { kind: 'function', function: 'coach-lead' });
    await stand('claire', 'coach-lead');
    const claire = device('claire');
    assert.deepEqual(await seenBy(claire), ['highlight/h-1']);
    await stand('claire');
    assert.deepEqual(await seenBy(claire), []);
    await stand('claire', 'coach-lead');
    assert.deepEqual(await seenBy(claire), ['highlight/h-1']);
    await take(calendar, { kind: 'function', function: 'coach-lead' });
    assert.deepEqual(await seenBy(claire), []);
    await give(calendar, { kind: 'function', function: 'coach-lead' });
    assert.deepEqual(await seenBy(claire), ['highlight/h-1']);
  });

  it('[SP8] of what came and was deleted while a function was taken away, its reader is never told', async () => {
    await give(calendar, { kind: 'function', function: 'coach-lead' });
    await give(calendar, { kind: 'function', function: 'programme-lead' });
    await stand('claire', 'coach-lead');
    await stand('lou', 'programme-lead');
    const [claire, lou] = [device('claire'), device('lou')];
    assert.deepEqual(await seenBy(claire), ['highlight/h-1']);
    await stand('claire');
    assert.equal((await lou.push(valmonte, set('highlight', 'h-secret', calendar, training)))[0]?.st, 'ok');
    assert.equal((await lou.push(valmonte, { k: 'del', t: 'highlight', id: 'h-secret' }))[0]?.st, 'ok');
    await stand('claire', 'coach-lead');
    assert.deepEqual(await seenBy(claire), ['highlight/h-1']);
    assert.equal(
      claire.bodies.some((body) => body.includes('h-secret')),
      false,
    );
  });

  it('[SP10] who has the function that the table asks for writes in what they read; all others are refused', async () => {
    await give(calendar, { kind: 'tenant' });
    await give(plans, { kind: 'function', function: 'programme-lead' });
    await stand('claire', 'programme-lead');
    await stand('paul', 'coach-lead');
    const [claire, paul, ines, hana] = [device('claire'), device('paul'), device('ines'), device('hana')];
    const moved = set('highlight', 'h-1', calendar, { startsAt: '2026-11-24T10:00:00.000Z', sequence: 1 });
    assert.deepEqual(await claire.push(valmonte, moved), [{ seq: 1, st: 'ok', rev: 2 }]);
    assert.deepEqual(await paul.push(valmonte, moved), [{ seq: 1, st: 'no', code: 'forbidden' }]);
    assert.deepEqual(await ines.push(valmonte, moved), [{ seq: 1, st: 'no', code: 'forbidden' }]);
    assert.deepEqual(await hana.push(valmonte, moved), [{ seq: 1, st: 'no', code: 'not_a_member' }]);
    assert.deepEqual(await paul.push(valmonte, set('pricePlan', 'p-1', plans, { currency: 'USD' })), [
      { seq: 2, st: 'no', code: 'forbidden' },
    ]);
    await ines.pull();
    assert.equal(ines.records.get(`${valmonte} highlight/h-1`)?.f['startsAt'], '2026-11-24T10:00:00.000Z');
    const refused: readonly (readonly [string, TestOp, string])[] = [
      ['of another company', set('highlight', 'h-2', calendar, { ...training, company: 'other' }), 'invalid'],
      ['in another space', set('highlight', 'h-2', plans, training), 'invalid'],
      ['of a type that lives elsewhere', set('topic', 't', calendar, { state: 'open' }), 'invalid'],
      ['that is none', set('highlight', 'h-2', calendar, { ...training, kind: 'party' }), 'invalid'],
      ['of nothing that is there', { k: 'del', t: 'highlight', id: 'h-0' }, 'record_gone'],
      ['by a command', { k: 'do', name: 'journey.start', args: {} }, 'invalid'],
    ];
    for (const [what, op, code] of refused) {
      const [verdict] = await claire.push(valmonte, op);
      assert.deepEqual(verdict && 'code' in verdict ? verdict.code : verdict?.st, code, what);
    }
    assert.equal((await claire.push(valmonte, { k: 'del', t: 'highlight', id: 'h-1' }))[0]?.st, 'ok');
    assert.deepEqual(await seenBy(ines), []);
  });

  it('[SP11] a person’s own scope is theirs alone, on all of their devices', async () => {
    const own = scopeOf('person', 'ines');
    const settings = set('settings', 'ines', `${own}/main`, { locale: 'fr', address: 'tu' });
    const [phone, laptop, marc] = [device('ines'), device('ines'), device('marc')];
    assert.deepEqual(await phone.push(own, settings), [{ seq: 1, st: 'ok', rev: 1 }]);
    assert.deepEqual(await marc.push(own, settings), [{ seq: 1, st: 'no', code: 'not_a_member' }]);
    assert.deepEqual(await seenBy(laptop), ['settings/ines']);
    assert.deepEqual(await seenBy(marc), []);
  });

  it('of a micro-community is joined and left; what is said in it stays in it', async () => {
    const autumn = scopeOf('cohort', 'autumn');
    await server.service.grant({
      tenant,
      scope: autumn,
      space: `${autumn}/main`,
      to: { kind: 'cohort', cohort: 'autumn' },
    });
    await server.service.setStanding(tenant, 'ines', { functions: [], cohorts: ['autumn'] });
    await server.service.setStanding(tenant, 'sofia', { functions: [], cohorts: ['autumn'] });
    const audience = { kind: 'cohort', cohort: 'autumn' };
    const topic = { audience, body: { text: 'Who tried it?' }, title: 'x', state: 'open', pinned: false };
    const [ines, sofia, marc] = [device('ines'), device('sofia'), device('marc')];
    assert.equal((await ines.push(autumn, set('topic', 't-1', `${autumn}/main`, topic)))[0]?.st, 'ok');
    const voice = { audience, body: { text: 'I did.' }, topic: 't-1', kind: 'learning' };
    assert.equal((await sofia.push(autumn, set('contribution', 'c-1', `${autumn}/main`, voice)))[0]?.st, 'ok');
    assert.deepEqual(await seenBy(ines), ['topic/t-1', 'contribution/c-1']);
    assert.deepEqual(await seenBy(marc), []);
    const foreign = set('topic', 't-1', `${autumn}/main`, { body: { text: 'mine now' } });
    assert.deepEqual(
      (await sofia.push(autumn, foreign)).map((verdict) => 'code' in verdict && verdict.code),
      ['forbidden'],
    );
    await server.service.setStanding(tenant, 'sofia', { functions: [], cohorts: [] });
    assert.deepEqual(await seenBy(sofia), []);
  });

  it('is refused with what to do where it names no such scope, space or function', async () => {
    const paths = async (run: Promise<unknown>): Promise<readonly string[]> => {
      const error: unknown = await run.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof ValidationError);
      return error.issues.map(({ path }) => path);
    };
    const to = { kind: 'tenant' } as const;
    assert.deepEqual(await paths(server.service.grant({ tenant, scope: 'J', space: 'J/circle', to })), ['scope']);
    assert.deepEqual(await paths(server.service.grant({ tenant, scope: '~guild:x', space: 'x', to })), ['scope']);
    assert.deepEqual(await paths(give(`${valmonte}/secrets`, to)), ['space']);
    assert.deepEqual(await paths(stand('claire', 'king' as CompanyFunction)), ['functions.0']);
  });
});
