import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { Listener } from './listener.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  guides,
  journeyRecord,
  member,
  openDatabase,
  setContribution,
  startServer,
  topic,
} from './support.js';

const dayMs = 86_400_000;
const secretOf = () => randomBytes(32).toString('base64url');

describe('an invitation by link', () => {
  let sql: Sql;
  let server: TestServer;
  let other: TestServer;
  let otherSql: Sql;
  let tenant = '';
  let count = 0;
  let aheadMs = 0;
  before(async () => {
    sql = await openDatabase();
    // All of these arrive from one address; how many may is another test's business.
    server = await startServer(sql, {
      env: { now: () => Date.now() + aheadMs },
      rates: { arrival: { burst: 1_000, perSecond: 1_000 } },
    });
    otherSql = await openMemoryDatabase();
    other = await startServer(otherSql);
  });
  after(async () => {
    await Promise.all([server.stop(), other.stop()]);
    await Promise.all([sql.close(), otherSql.close()]);
  });
  beforeEach(async () => {
    aheadMs = 0;
    tenant = `invitations-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        topic('t-circle', 'ines', circle, 'phalarope'),
        topic('t-guides', 'ines', guides, 'wheatear'),
      ],
    });
  });

  const ask = async (path: string, body: object, token?: string) => {
    const response = await fetch(`${server.url}/v1/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ v: 1, ...body }),
    });
    const text = await response.text();
    return { status: response.status, text, json: JSON.parse(text) as Record<string, string> };
  };
  const draft = (more: object = {}) => ({
    id: 'inv-1',
    journey: 'J',
    role: 'companion',
    words: 'Would you look on?',
    hope: 'Another view',
    locale: 'fr',
    to: { channel: 'e-mail', address: 'hana@elsewhere.example' },
    ...more,
  });
  const invite = (more: object = {}, person = 'ines') => ask('invitations', draft(more), `${tenant}.${person}`);
  const link = async (more: object = {}): Promise<string> => (await invite(more)).json['token'] ?? assert.fail();
  const yes = (token: string, secret = secretOf(), name = 'Hana') =>
    ask('invitations/accept', { token, secret, name, timeZone: 'Europe/Prague', locale: 'cs' });
  const recordOf = async (id = 'inv-1') => {
    const ines = new Device(server, `${tenant}.ines`);
    await ines.pull();
    return ines.records.get(`J invitation/${id}`);
  };
  const refusal = { error: { code: 'not_found', message: 'This invitation is not open.' } };

  it('[A13] shows who asks, for what and in which words, and nothing of the journey', async () => {
    const token = await link();
    const { status, json } = await ask('invitations/open', { token });
    assert.equal(status, 200);
    const { expiresAt, ...rest } = json;
    assert.deepEqual(rest, {
      v: 1,
      inviter: 'ines',
      role: 'companion',
      words: 'Would you look on?',
      hope: 'Another view',
      locale: 'fr',
    });
    assert(Math.abs(Date.parse(String(expiresAt)) - Date.now() - 7 * dayMs) < 60_000);
    assert.equal((await recordOf())?.f['state'], 'opened');
  });

  it('makes a companion who reads the circle from then on, writes in it, and reads nothing else', async () => {
    const secret = secretOf();
    const { status, json } = await yes(await link(), secret);
    assert.equal(status, 200);
    const { person, journey } = json;
    assert.deepEqual([json['tenant'], journey], [tenant, 'J']);
    const minted = await ask('guests/token', { secret });
    assert.equal(minted.status, 200);
    const hana = new Device(server, minted.json['token'] ?? '');
    await hana.pull();
    assert(hana.records.has('J topic/t-circle'));
    assert(
      !hana.bodies.join().includes('wheatear') &&
        !hana.bodies.join().includes('inv-1') &&
        !hana.bodies.join().includes('Surname'),
    );
    assert.equal(
      (await hana.push('J', setContribution('c-1', 'J', 't-circle', circle, 'seen', 'circle')))[0]?.st,
      'ok',
    );
    const record = await recordOf();
    const member = String(record?.f['member']);
    const ines = new Device(server, `${tenant}.ines`);
    await ines.pull();
    assert.equal(ines.records.get('J contribution/c-1')?.f['by'], person);
    const { since: _day, ...membership } = ines.records.get(`J membership/${member}`)?.f ?? {};
    assert.deepEqual(membership, {
      person,
      role: 'companion',
      state: 'active',
      displayName: 'Hana',
      home: 'outside',
      timeZone: 'Europe/Prague',
      locale: 'cs',
      hiddenFromCompany: true,
    });
  });

  it('[A13] takes no secret that opens something already: neither the token itself, nor that of another link', async () => {
    const [token, another] = [await link(), await link({ id: 'inv-2' })];
    assert.deepEqual((await yes(token, token)).json['error'], {
      code: 'malformed',
      message: 'Use other random bytes for the secret than the token has.',
    });
    const taken = await yes(token, another);
    assert.deepEqual([taken.status, taken.json], [404, refusal]);
    assert.equal((await yes(token)).status, 200, 'the link is not used up by either');
    assert.equal((await yes(another)).status, 200);
  });

  it('keeps the address until the answer, and no longer', async () => {
    const token = await link();
    assert.deepEqual((await recordOf())?.f['to'], { channel: 'e-mail', address: 'hana@elsewhere.example' });
    await yes(token);
    assert.deepEqual([(await recordOf())?.f['state'], (await recordOf())?.f['to']], ['accepted', undefined]);
    const declined = await link({ id: 'inv-2' });
    assert.equal((await ask('invitations/decline', { token: declined })).json['state'], 'declined');
    assert.equal((await recordOf('inv-2'))?.f['to'], undefined);
  });

  it('[WD9] whoever pressed the button that declines, a scanner of mails perhaps: a person still says yes by the same link', async () => {
    const token = await link();
    assert.equal((await ask('invitations/decline', { token })).json['state'], 'declined');
    assert.equal((await ask('invitations/decline', { token })).json['state'], 'declined', 'twice is once');
    assert.equal((await ask('invitations/open', { token })).json['inviter'], 'ines');
    assert.equal((await recordOf())?.f['state'], 'declined', 'looking takes no answer back');
    assert.equal((await yes(token)).status, 200);
    assert.equal((await recordOf())?.f['state'], 'accepted');
    assert.equal((await ask('invitations/decline', { token })).status, 404, 'nothing follows a yes');
  });

  it('[WD9] a declined one is closed when its days are over, or when it is taken back', async () => {
    const [late, revoked] = [await link(), await link({ id: 'inv-2' })];
    for (const token of [late, revoked]) await ask('invitations/decline', { token });
    assert.equal((await ask('invitations/revoke', { id: 'inv-2' }, `${tenant}.ines`)).json['state'], 'revoked');
    assert.equal((await yes(revoked)).status, 404);
    aheadMs = 8 * 86_400_000;
    assert.equal((await yes(late)).status, 404);
    assert.equal((await recordOf())?.f['state'], 'declined');
  });

  it('[WD7] takes no name that shows nothing or turns other text around, and any that somebody has', async () => {
    const token = await link();
    for (const name of [
      '\u200B\u2060',
      '\u3164',
      '\u00AD',
      'Ha\u202Ena',
      '\u2066Hana',
      'Ha\nna',
      'Ha\u0007na',
      '\u0301',
    ]) {
      assert.equal((await yes(token, secretOf(), name)).status, 400, JSON.stringify(name));
    }
    assert.equal((await yes(token, secretOf(), 'می\u200Cخواهم')).status, 200);
  });

  it('[A13] is shown to the guides and the person only, and never holds the token', async () => {
    const token = await link();
    for (const [person, knows] of [
      ['marc', true],
      ['yann', true],
      ['sofia', false],
      ['serge', false],
    ] as const) {
      const device = new Device(server, `${tenant}.${person}`);
      await device.pull();
      assert.equal(device.records.has('J invitation/inv-1'), knows, person);
      assert(!device.bodies.join().includes(token));
    }
    const kept = await sql.transaction((tx) =>
      tx.query<{ row: string }>(
        `select row_to_json(l)::text as row from invitation_link l union all select fields::text from record union all select row_to_json(g)::text from guest g`,
      ),
    );
    assert(!kept.some(({ row }) => row.includes(token)));
  });

  it('is the person’s alone to write; what a device pushes of it is refused', async () => {
    for (const person of ['marc', 'genevieve', 'sofia', 'serge', 'nobody'])
      assert.equal((await invite({}, person)).status, 404, person);
    assert.equal((await invite({ journey: 'K' })).status, 404);
    for (const role of ['coach', 'mentor', 'tutor', 'sponsor', 'coachee', 'admin'])
      assert.equal((await invite({ role })).status, 400, role);
    const token = await link();
    for (const person of ['marc', 'sofia', 'nobody'])
      assert.equal((await ask('invitations/revoke', { id: 'inv-1' }, `${tenant}.${person}`)).status, 404);
    const ines = new Device(server, `${tenant}.ines`);
    const set = { k: 'set', t: 'invitation', id: 'inv-1', space: 'J/guides', f: { state: 'accepted' } };
    assert.deepEqual(
      (await ines.push('J', set)).map((verdict) => verdict.st === 'no' && verdict.code),
      ['forbidden'],
    );
    assert.deepEqual(
      (await ines.push('J', { k: 'del', t: 'invitation', id: 'inv-1' })).map(({ st }) => st),
      ['no'],
    );
    assert.equal((await ask('invitations/open', { token })).status, 200);
  });

  it('[A13] is not used up by whoever only looks: scanners, previews, HEAD and GET', async () => {
    const token = await link();
    for (const method of ['GET', 'HEAD']) {
      for (const path of [
        `invitations/accept?token=${token}`,
        `invitations/${token}`,
        'invitations/open',
        'invitations/accept',
        `invitations#${token}`,
      ]) {
        const response = await fetch(`${server.url}/v1/${path}`, { method });
        assert.equal(response.status, 404);
      }
    }
    for (let times = 0; times < 3; times++) assert.equal((await ask('invitations/open', { token })).status, 200);
    assert.equal((await yes(token)).status, 200);
  });

  it('[A13] makes one member of fifty who say yes at once', async () => {
    const token = await link();
    const answers = await Promise.all(Array.from({ length: 50 }, () => yes(token)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert(
      answers.every(
        ({ status, json }) => status === 200 || (status === 404 && JSON.stringify(json) === JSON.stringify(refusal)),
      ),
    );
    const ines = new Device(server, `${tenant}.ines`);
    await ines.pull();
    assert.equal([...ines.records.keys()].filter((key) => key.startsWith('J member/')).length, 8);
  });

  it('gives the same device the same answer when the first was lost on the way', async () => {
    const [token, secret] = [await link(), secretOf()];
    const [first, second] = [await yes(token, secret), await yes(token, secret)];
    assert.deepEqual(second, first);
    assert.equal((await yes(await link({ id: 'inv-2' }), secret)).status, 404, 'a secret is good for one invitation');
  });

  describe('whose id another journey uses', () => {
    beforeEach(async () => {
      const { fields, ...record } = journeyRecord('K');
      await server.service.provision({
        tenant,
        journey: 'K',
        records: [
          { ...record, fields: { ...fields, coachee: 'rival' } },
          ...member('k-rival', 'rival', 'coachee'),
          ...member('k-yann', 'yann', 'mentor'),
        ],
      });
    });

    it('is not written over by it: the other is refused, and its own link goes on', async () => {
      const token = await link();
      const other = await invite({ journey: 'K' }, 'rival');
      assert.deepEqual([other.status, other.json['token']], [403, undefined]);
      assert.equal((await ask('invitations/revoke', { id: 'inv-1' }, `${tenant}.rival`)).status, 404);
      const { status, json } = await yes(token);
      assert.deepEqual([status, json['journey']], [200, 'J']);
      const rival = new Device(server, `${tenant}.rival`);
      await rival.pull();
      assert.deepEqual([...rival.held.keys()], ['K']);
      assert.equal(rival.records.has('K invitation/inv-1'), false, 'and nothing of it was kept');
    });

    it('opens its own journey and no other, whichever of the two came first', async () => {
      const tokens = await Promise.all([invite({ journey: 'K' }, 'rival'), invite()]);
      const given = tokens.map(({ json }) => json['token']);
      assert.equal(given.filter(Boolean).length, 1);
      for (const [at, token] of given.entries()) {
        if (token !== undefined) assert.equal((await yes(token)).json['journey'], at === 0 ? 'K' : 'J');
      }
    });

    it('can be given once the other link is over', async () => {
      await link();
      aheadMs = 7 * dayMs + 1;
      await server.service.invitations.expire(tenant);
      assert.equal((await invite({ journey: 'K' }, 'rival')).status, 200);
    });
  });

  it('[A14] answers what was never given, used, out of date and taken back with the same words', async () => {
    const used = await link({ id: 'used' });
    await yes(used);
    const revoked = await link({ id: 'revoked' });
    assert.equal((await ask('invitations/revoke', { id: 'revoked' }, `${tenant}.ines`)).json['state'], 'revoked');
    const replaced = await link({ id: 'replaced' });
    await link({ id: 'replaced' });
    const late = await link({ id: 'late' });
    aheadMs = 7 * dayMs + 1;
    for (const token of [secretOf(), used, revoked, replaced, late]) {
      for (const path of ['open', 'accept', 'decline'] as const) {
        const { status, json } = path === 'accept' ? await yes(token) : await ask(`invitations/${path}`, { token });
        assert.deepEqual([status, json], [404, refusal]);
      }
    }
    assert.deepEqual([(await recordOf('late'))?.f['state'], (await recordOf('late'))?.f['to']], ['expired', undefined]);
  });

  it('ends what nobody answered in seven days, with the address', async () => {
    const token = await link();
    assert.equal(await server.service.invitations.expire(tenant), 0);
    aheadMs = 7 * dayMs + 1;
    assert((await server.service.invitations.expire(tenant)) >= 1);
    assert.equal(await server.service.invitations.expire(tenant), 0);
    assert.deepEqual([(await recordOf())?.f['state'], (await recordOf())?.f['to']], ['expired', undefined]);
    assert.equal((await yes(token)).status, 404);
  });

  it('is not taken back once it was answered, which is told', async () => {
    await yes(await link());
    assert.equal((await ask('invitations/revoke', { id: 'inv-1' }, `${tenant}.ines`)).json['state'], 'accepted');
  });

  it('opens no journey that has ended, and holds a bounded number of links', async () => {
    const token = await link();
    for (let at = 2; at <= 50; at++) assert.equal((await invite({ id: `inv-${at}` })).status, 200);
    assert.equal((await invite({ id: 'one-more' })).status, 403);
    const [journey] = [journeyRecord('J')];
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [{ ...journey, fields: { ...journey.fields, state: 'closed' } }],
    });
    assert.equal((await yes(token)).status, 404);
    assert.equal((await invite({ id: 'inv-3' })).status, 403);
  });

  it('[A2] opens nothing to a guest who left or was asked to leave, by an old token or a new one, and tells their device to forget', async () => {
    const [secret, secondSecret] = [secretOf(), secretOf()];
    await yes(await link(), secret);
    await yes(await link({ id: 'inv-2' }), secondSecret);
    const tokenOf = async (of: string) => (await ask('guests/token', { secret: of })).json['token'] ?? assert.fail();
    const [hana, petr] = [new Device(server, await tokenOf(secret)), new Device(server, await tokenOf(secondSecret))];
    for (const device of [hana, petr]) {
      await device.pull();
      assert(device.records.has('J topic/t-circle'));
    }
    const end = async (id: string) => ({
      k: 'do',
      name: 'membership.end',
      args: { id: String((await recordOf(id))?.f['member']) },
    });
    assert.equal((await new Device(server, `${tenant}.ines`).push('J', await end('inv-1')))[0]?.st, 'ok');
    assert.equal((await petr.push('J', await end('inv-2')))[0]?.st, 'ok');
    const later = new Device(server, await tokenOf(secret), hana.replica);
    assert.deepEqual((await later.pull()).access, {});
    for (const device of [hana, petr]) {
      assert.deepEqual((await device.pull()).access, {});
      assert.equal(device.records.size, 0);
      assert.deepEqual(
        (await device.push('J', setContribution('c-late', 'J', 't-circle', circle, 'late', 'circle')))[0]?.st,
        'no',
      );
    }
  });

  it('[A10] makes no token for a secret that was taken back, or that nobody has', async () => {
    const secret = secretOf();
    const { person = '' } = (await yes(await link(), secret)).json;
    assert.equal((await ask('guests/token', { secret })).status, 200);
    await server.service.guests.revoke({ tenant, person });
    const refused = await ask('guests/token', { secret });
    assert.equal(refused.status, 401);
    assert.deepEqual(await ask('guests/token', { secret: secretOf() }), refused);
  });

  it('[A10] a guest’s token is good on this server only, and no other issuer speaks for a guest', async () => {
    const secret = secretOf();
    const { person } = (await yes(await link(), secret)).json;
    const token = (await ask('guests/token', { secret })).json['token'] ?? '';
    const pull = (url: string, bearer: string) =>
      fetch(`${url}/v1/pull`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify({ v: 1, schema: '2026-11', replica: 'r-guest', journeys: [] }),
      });
    assert.equal((await pull(server.url, token)).status, 200);
    assert.equal((await pull(other.url, token)).status, 401);
    assert.equal(
      (await pull(server.url, `${tenant}.${person}`)).status,
      401,
      'the host’s verifier is asked, and not believed',
    );
  });

  it('wakes the person when somebody says yes', async (t) => {
    const token = await link();
    const listener = await Listener.open(server, `${tenant}.ines`);
    t.after(() => listener.leave());
    await yes(token);
    assert.match((await listener.next()) ?? 'the stream ended', /^event: poke\ndata: \{"J":\d+\}$/);
  });

  it('says nothing of itself in the log', async () => {
    const secret = secretOf();
    const token = await link();
    await ask('invitations/open', { token });
    await yes(token, secret, 'Hananame');
    await ask('guests/token', { secret });
    const log = JSON.stringify(server.lines);
    for (const canary of [token, secret, 'Hananame', 'Would you', 'hana@', 'Another view'])
      assert(!log.includes(canary), canary);
  });
});
