import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { checksumOf } from '../../src/protocol/checksum.js';
import type { PullResponse } from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import type { Sql } from '../../server/index.js';
import { pruneTenant } from '../../server/storage/prune.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  guides,
  journeyRecord,
  member,
  openDatabase,
  pair,
  post,
  setContribution,
  setTopic,
  startServer,
  topic,
} from './support.js';

/** What a device has, against what the server says a space sums to. */
function assertSums(device: Device, { journeys }: PullResponse): void {
  for (const page of journeys) {
    assert(page.sum, 'the last page has sums');
    for (const [space, [count, sum]] of Object.entries(page.sum)) {
      const held = [...device.records]
        .filter(([key, record]) => key.startsWith(`${page.id} `) && record.space === space)
        .map(([key, { rev }]) => ({ t: key.split(' ')[1]?.split('/')[0] ?? '', id: key.split('/')[1] ?? '', rev }));
      assert.deepEqual([held.length, checksumOf(held)], [count, sum], space);
    }
  }
}

describe('a pull', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string, replica?: string) => new Device(server, `${tenant}.${person}`, replica);
  const provision = (records: Parameters<TestServer['service']['provision']>[0]['records'], journey = 'J') =>
    server.service.provision({ tenant, journey, records });
  const same = (a: Device, b: Device) => assert.deepEqual([...a.records].toSorted(), [...b.records].toSorted());
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `pull-${++count}`;
    await provision([journeyRecord('J'), ...company]);
  });
  const write = async (number: number) => {
    const ines = device('ines');
    for (let at = 0; at < number; at++)
      await ines.push(
        'J',
        setTopic(
          `t-${at}`,
          'J',
          'ines',
          at % 2 ? circle : pair('m-marc'),
          `text ${at}`,
          at % 2 ? 'circle' : 'pair:m-marc',
        ),
      );
  };

  it('in pages of any size gives the same as at once, and the sums say so', async () => {
    await write(12);
    const whole = device('marc');
    assertSums(whole, await whole.pull());
    for (const limit of [
      { records: 1, bytes: 1e6 },
      { records: 5, bytes: 1e6 },
      { records: 500, bytes: 300 },
    ]) {
      const paged = device('marc');
      const last = await paged.pull(limit);
      assertSums(paged, last);
      same(paged, whole);
      assert(paged.bodies.length > 4, `${paged.bodies.length} pages`);
    }
  });

  it('never cuts a revision in two', async () => {
    const ines = device('ines');
    await ines.push(
      'J',
      ...Array.from({ length: 20 }, (_, at) => setTopic(`t-${at}`, 'J', 'ines', circle, 'x', 'circle')),
    );
    const sofia = device('sofia');
    let seen = 0;
    for (let more = true; more;) {
      const {
        journeys: [page],
      } = await sofia.pullOnce({ records: 3, bytes: 1e6 });
      const topics = page?.puts.filter(({ t }) => t === 'topic').length ?? 0;
      assert(topics === 0 || topics === 20);
      seen += topics;
      more = page === undefined || page.more;
    }
    assert.equal(seen, 20);
  });

  it('what moved to other readers and has changed since is never out of sight between two pages', async () => {
    const ines = device('ines');
    await ines.push('J', setTopic('t-1', 'J', 'ines', circle, 'for all', 'circle'));
    const marc = device('marc');
    await marc.pull();
    await ines.push('J', {
      k: 'do',
      name: 'audience.narrow',
      args: { type: 'topic', id: 't-1', audience: pair('m-marc') },
    });
    await write(4);
    await ines.push('J', { k: 'set', t: 'topic', id: 't-1', space: 'J/pair:m-marc', f: { body: { text: 'for you' } } });
    for (let isBehind = true, pages = 0; isBehind; pages++) {
      isBehind = (await marc.pullOnce({ records: 1, bytes: 1e6 })).journeys.some(({ more }) => more);
      assert(marc.records.has('J topic/t-1'), `gone after page ${pages}`);
    }
    assertSums(marc, await marc.pull());
    // Who may not read it any more is not sent it, before its turn or after.
    const sofia = device('sofia');
    await sofia.pull({ records: 1, bytes: 1e6 });
    assert(!sofia.bodies.join().includes('for you'));
  });

  it('a large provision is several revisions, all of it or none', async () => {
    const records = Array.from({ length: 450 }, (_, at) => topic(`t-${at}`, 'ines', circle, 'x'));
    const { rev } = await provision(records);
    assert.equal(rev, 4);
    const before = await provision([]);
    await assert.rejects(
      provision([
        ...records.map((record) => ({ ...record, id: `${record.id}-again` })),
        { type: 'topic', id: 'bad', fields: {} },
      ]),
      { code: 'CORDEE_INPUT_INVALID' },
    );
    assert.deepEqual(await provision([]), before);
    const sofia = device('sofia');
    await sofia.pull();
    assert.equal([...sofia.records.keys()].filter((key) => key.includes('topic/')).length, 450);
  });

  it('what changes while it is paged arrives: written, deleted or moved away', async () => {
    await write(10);
    const sofia = device('sofia');
    await sofia.pullOnce();
    await sofia.pullOnce({ records: 9, bytes: 1e6 });
    assert(sofia.records.has('J topic/t-1') && !sofia.records.has('J topic/t-9'), 'in the middle');
    const ines = device('ines');
    await ines.push('J', { k: 'del', t: 'topic', id: 't-1' });
    await ines.push('J', { k: 'do', name: 'audience.narrow', args: { type: 'topic', id: 't-3', audience: guides } });
    await ines.push(
      'J',
      setTopic(
        't-new',
        'J',
        'ines',
        { kind: 'chosen', members: ['m-sofia', 'm-hana'] },
        'new space',
        'chosen:m-hana.m-sofia',
      ),
    );
    assertSums(sofia, await sofia.pull({ records: 2, bytes: 1e6 }));
    const fresh = device('sofia');
    await fresh.pull();
    same(sofia, fresh);
    assert(
      sofia.records.has('J topic/t-new') && !sofia.records.has('J topic/t-1') && !sofia.records.has('J topic/t-3'),
    );
  });

  it('a new member gets all there is, and who was here gets only what is new', async () => {
    await write(6);
    const sofia = device('sofia');
    await sofia.pull();
    await provision(member('m-new', 'amina', 'companion'));
    const next = await sofia.pullOnce();
    assert.deepEqual(
      next.journeys[0]?.puts.map(({ t, id }) => `${t}/${id}`),
      ['member/m-new'],
    );
    const amina = device('amina');
    assertSums(amina, await amina.pull({ records: 3, bytes: 1e6 }));
    assert.equal([...amina.records.keys()].filter((key) => key.includes('topic/')).length, 3);
  });

  it('a new member is not told of what left before they came', async () => {
    await write(6);
    const ines = device('ines');
    await ines.push('J', {
      k: 'do',
      name: 'audience.narrow',
      args: { type: 'topic', id: 't-1', audience: pair('m-marc') },
    });
    await ines.push('J', { k: 'del', t: 'topic', id: 't-5' });
    await provision(member('m-new', 'amina', 'companion'));
    const amina = device('amina');
    assertSums(amina, await amina.pull({ records: 3, bytes: 1e6 }));
    assert(amina.bodies.length > 0);
    for (const text of amina.bodies) assert.doesNotMatch(text, /t-1"|t-5"/);
  });

  it('takes everything from a member who is ended, before anything else, and gives it back whole', async () => {
    await write(6);
    const [ines, sofia] = [device('ines'), device('sofia')];
    await sofia.pull();
    const held = new Map(sofia.records);
    assert(held.size > 0);
    await ines.push('J', { k: 'do', name: 'membership.end', args: { id: 'm-sofia' } });
    assert.deepEqual(await sofia.push('J', setContribution('c', 'J', 't-1', circle, 'x', 'circle')), [
      { seq: 1, st: 'no', code: 'not_a_member' },
    ]);
    const gone = await sofia.pullOnce();
    assert.deepEqual([gone.access, gone.journeys, sofia.records.size], [{}, [], 0]);
    assert.deepEqual(gone.results, { J: [{ seq: 1, st: 'no', code: 'not_a_member' }] }, 'its verdicts still arrive');
    await ines.push('J', { k: 'del', t: 'topic', id: 't-5' });
    await provision(member('m-sofia', 'sofia', 'companion'));
    assertSums(sofia, await sofia.pull({ records: 2, bytes: 1e6 }));
    assert(sofia.records.has('J topic/t-1') && !sofia.records.has('J topic/t-5'));
    await ines.pull();
    assert.equal(ines.records.get('J membership/m-sofia')?.f['state'], 'active');
  });

  it('an offline member who was paused and resumed meanwhile ends with the same as a new device', async () => {
    await write(8);
    const [ines, hana] = [device('ines'), device('hana')];
    await hana.pull();
    const before = hana.held.get('J')?.spaces['J/circle'];
    await ines.push('J', { k: 'do', name: 'membership.pause', args: { id: 'm-hana' } });
    assert.deepEqual(
      await hana.push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-hana' } }),
      [{ seq: 1, st: 'no', code: 'forbidden' }],
      'another paused it',
    );
    await ines.push('J', { k: 'del', t: 'topic', id: 't-1' });
    await ines.push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-hana' } });
    for (const limit of [
      { records: 1, bytes: 1e6 },
      { records: 500, bytes: 1e6 },
    ]) {
      const fresh = device('hana');
      await fresh.pull();
      assertSums(hana, await hana.pull(limit));
      same(hana, fresh);
    }
    assert.notEqual(hana.held.get('J')?.spaces['J/circle'], before, 'the grant is another');
    await hana.push('J', { k: 'do', name: 'membership.pause', args: { id: 'm-hana' } });
    assert.deepEqual((await hana.pullOnce()).access, {});
    assert.equal(
      (await hana.push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-hana' } }))[0]?.st,
      'ok',
      'one resumes what one paused',
    );
  });

  for (const records of [1, 500]) {
    it(`who has their place again never learns of what came and left while they had none (pages of ${records})`, async () => {
      await write(4);
      const [ines, hana, fresh] = [device('ines'), device('hana'), device('hana')];
      await hana.pull();
      await ines.push('J', { k: 'do', name: 'membership.pause', args: { id: 'm-hana' } });
      await ines.push('J', setTopic('t-meanwhile', 'J', 'ines', circle, 'x', 'circle'));
      await ines.push('J', { k: 'del', t: 'topic', id: 't-meanwhile' });
      await ines.push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-hana' } });
      await hana.pull({ records, bytes: 1e6 });
      assert.doesNotMatch(hana.bodies.join(), /t-meanwhile/);
      await fresh.pull();
      same(hana, fresh);
      // What leaves from then on is told, also between two pages.
      await ines.push('J', { k: 'del', t: 'topic', id: 't-1' });
      await hana.pull();
      assert(!hana.records.has('J topic/t-1'));
    });
  }

  for (const records of [1, 500]) {
    it(`a copy made after its last removals were forgotten is whole (pages of ${records})`, async () => {
      await write(4);
      const [ines, old] = [device('ines'), device('marc')];
      await old.pull();
      await ines.push('J', { k: 'del', t: 'topic', id: 't-1' });
      await ines.push('J', { k: 'del', t: 'topic', id: 't-3' });
      await pruneTenant(sql, tenant, Date.now() + 91 * 86_400_000);
      const fresh = device('marc');
      const limit = { records, bytes: 1e6 };
      assertSums(fresh, await fresh.pull(limit));
      assertSums(old, await old.pull(limit));
      same(old, fresh);
    });
  }

  it('brings back what a change of role took and another gives again, also in the middle of paging', async () => {
    const genevieve = device('genevieve');
    const asRole = (role: 'mentor' | 'companion') => provision(member('m-genevieve', 'genevieve', role));
    await provision(Array.from({ length: 6 }, (_, at) => topic(`g-${at}`, 'ines', guides, 'x')));
    await write(4);
    await genevieve.pull();
    assert(genevieve.records.has('J topic/g-4'));
    await asRole('companion');
    await genevieve.pull();
    assert(genevieve.records.has('J topic/t-1') && !genevieve.records.has('J topic/g-4'));
    await asRole('mentor');
    await genevieve.pull();
    assert(genevieve.records.has('J topic/g-4'));

    await asRole('companion');
    const other = device('genevieve');
    await other.pullOnce();
    const {
      journeys: [page],
    } = await other.pullOnce({ records: 1, bytes: 1e6 });
    assert(page?.more === true && !other.records.has('J topic/g-4'));
    await asRole('mentor');
    assertSums(other, await other.pull({ records: 1, bytes: 1e6 }));
    assert(other.records.has('J topic/g-4'));
  });

  it('a record that comes back to a space it had left is there', async () => {
    await provision([topic('t', 'ines', circle, 'x')]);
    const sofia = device('sofia');
    await sofia.pull();
    await provision([topic('t', 'ines', guides, 'x')]);
    await provision([topic('t', 'ines', circle, 'x')]);
    for (const reader of [sofia, device('sofia'), device('marc')]) {
      assertSums(reader, await reader.pull());
      assert.equal(reader.records.get('J topic/t')?.space, 'J/circle');
    }
  });

  it('tells of no revision that the reader cannot see', async () => {
    const sofia = device('sofia');
    const before = await sofia.pull();
    await device('ines').push('J', setTopic('t', 'J', 'ines', pair('m-marc'), 'x', 'pair:m-marc'));
    const { server: _, ...after } = await sofia.pullOnce();
    const { server: __, ...again } = before;
    assert.deepEqual(after.access, again.access);
    assert.equal(after.journeys[0]?.to, again.journeys[0]?.to);
  });

  describe('forged', () => {
    const contentsOf = (cursor: string) =>
      JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
    const ask = async (token: string, asked: object, limit = { records: 500, bytes: 1e6 }) => {
      const { text, json } = await post(server, token, 'pull', {
        v: 1,
        schema: schemaVersion,
        replica: 'forger',
        limit,
        journeys: [{ id: 'J', ...asked }],
      });
      const [page] = (json as unknown as PullResponse).journeys;
      assert(page);
      return { page, text };
    };
    const whisper = (id: string) =>
      device('ines').push('J', setTopic(id, 'J', 'ines', pair('m-marc'), 'x', 'pair:m-marc'));

    it('a cursor tells nothing of revisions that its sender cannot see, whatever revision it names', async () => {
      const sofia = device('sofia');
      await sofia.pull();
      const { cursor, spaces } = sofia.held.get('J') ?? assert.fail();
      const probe = async () => {
        const answers = [];
        for (let rev = 0; rev < 12; rev++) {
          const forged = Buffer.from(JSON.stringify({ ...contentsOf(cursor), r: rev })).toString('base64url');
          for (const asked of [
            { cursor: forged, spaces },
            { cursor, snap: forged, spaces },
            { cursor: forged, spaces: {} },
          ])
            answers.push((await ask(sofia.token, asked)).page);
        }
        return answers;
      };
      const before = await probe();
      await whisper('t-1');
      await whisper('t-2');
      assert.deepEqual(await probe(), before);
    });

    it('a cursor of somebody else, or of another journey, begins anew', async () => {
      await server.service.provision({ tenant, journey: 'K', records: [journeyRecord('K'), ...company] });
      await write(3);
      const [sofia, hana] = [device('sofia'), device('hana')];
      await sofia.pull();
      await hana.pull();
      const { cursor, spaces } = hana.held.get('J') ?? assert.fail();
      assert.equal((await ask(hana.token, { cursor, spaces })).page.mode, 'delta', 'her own goes on');
      assert.equal((await ask(sofia.token, { cursor, spaces })).page.mode, 'reset');
      assert.equal((await ask(hana.token, { cursor: hana.held.get('K')?.cursor, spaces })).page.mode, 'reset');
    });

    it('a cursor between two pages holds no revision that its reader cannot see', async () => {
      await write(4);
      await whisper('t-last');
      const { page } = await ask(device('sofia').token, { spaces: {} }, { records: 1, bytes: 1e6 });
      assert.equal(page.more, true);
      const seen = (await device('sofia').pull()).access['J']?.rev ?? 0;
      const told =
        JSON.stringify(contentsOf(page.to))
          .match(/(?<=:)\d+/g)
          ?.map(Number) ?? [];
      assert(told.length > 2 && told.every((number) => number <= seen), `${told.join()} and ${seen}`);
    });

    it('grants and a cursor of 0 tell a new guest nothing of what left before they came', async () => {
      await write(6);
      await device('ines').push('J', { k: 'del', t: 'topic', id: 't-1' });
      await device('ines').push('J', {
        k: 'do',
        name: 'audience.narrow',
        args: { type: 'topic', id: 't-3', audience: pair('m-marc') },
      });
      await provision(member('m-amina', 'amina', 'companion', 'outside'));
      const amina = device('amina');
      await amina.pull();
      const { cursor, spaces } = amina.held.get('J') ?? assert.fail();
      const forged = (contents: object) => Buffer.from(JSON.stringify(contents)).toString('base64url');
      const { r: _, ...rest } = contentsOf(cursor);
      for (const contents of [
        { ...rest, r: 0 },
        { s: 'store-1', v: schemaVersion, r: 0 },
        { ...rest, r: 3, p: { c: 0, n: 0, g: 'x' } },
      ]) {
        const { page, text } = await ask(amina.token, { cursor: forged(contents), spaces });
        assert.deepEqual(page.dels, []);
        assert.doesNotMatch(text, /t-1"|t-3"/);
      }
    });

    it('grants tell who has their place again nothing of what came and left meanwhile', async () => {
      const sofia = device('sofia');
      await sofia.pull();
      const { cursor } = sofia.held.get('J') ?? assert.fail();
      await device('ines').push('J', { k: 'do', name: 'membership.pause', args: { id: 'm-sofia' } });
      await write(2);
      await device('ines').push('J', { k: 'del', t: 'topic', id: 't-1' });
      await device('ines').push('J', { k: 'do', name: 'membership.resume', args: { id: 'm-sofia' } });
      const spaces = (await device('sofia').pull()).access['J']?.spaces ?? {};
      const { page, text } = await ask(sofia.token, { cursor, spaces });
      assert.deepEqual(page.dels, []);
      assert.doesNotMatch(text, /t-1"/);
    });

    it('an edit that loses is told no revision that its writer cannot see', async () => {
      await device('ines').push('J', setTopic('t-open', 'J', 'ines', circle, 'x', 'circle'));
      const sofia = device('sofia');
      await sofia.push('J', setContribution('c', 'J', 't-open', circle, 'first', 'circle'));
      await sofia.pull();
      const other = device('sofia');
      other.now -= 3_600_000;
      const lose = () => {
        const op = {
          ...other.op('J', { k: 'set', t: 'contribution', id: 'c', space: 'J/circle', f: { body: { text: 'older' } } }),
        };
        other.now += 3_600_000;
        return other.send([{ journey: 'J', ops: [op] }]).then(({ results }) => {
          other.now -= 3_600_000;
          return results['J']?.map((verdict) => ({ ...verdict, seq: 0 }));
        });
      };
      const before = await lose();
      assert.equal(before?.[0]?.st, 'lost');
      await whisper('t-1');
      assert.deepEqual(await lose(), before);
    });
  });

  it('a reader for whom little changes does not begin anew because of what others removed', async () => {
    const sofia = device('sofia');
    await sofia.pull();
    await device('ines').push('J', setTopic('t-1', 'J', 'ines', pair('m-marc'), 'x', 'pair:m-marc'));
    await device('ines').push('J', { k: 'del', t: 'topic', id: 't-1' });
    await sql.transaction(
      (tx) => tx.query(`update journey set floor_rev = rev where tenant_id = $1 and journey_id = 'J'`, [tenant]),
      { tenant },
    );
    assert.deepEqual(
      (await sofia.pullOnce()).journeys.map(({ mode, puts }) => [mode, puts]),
      [['delta', []]],
    );
  });

  it('gives verdicts until the device says it holds them', async () => {
    const ines = device('ines');
    await ines.push('J', setTopic('t-1', 'J', 'ines', circle, 'x', 'circle'));
    await ines.push('J', setTopic('t-2', 'J', 'ines', circle, 'x', 'circle'));
    const ask = async (resultsAck?: Record<string, number>) =>
      (
        (
          await post(server, ines.token, 'pull', {
            v: 1,
            schema: schemaVersion,
            replica: ines.replica,
            journeys: [],
            ...(resultsAck && { resultsAck }),
          })
        ).json as unknown as PullResponse
      ).results;
    assert.deepEqual(
      (await ask())['J']?.map(({ seq }) => seq),
      [1, 2],
    );
    assert.deepEqual(
      (await ask({ J: 1 }))['J']?.map(({ seq }) => seq),
      [2],
    );
    assert.deepEqual(
      (await ask())['J']?.map(({ seq }) => seq),
      [2],
      'it is remembered',
    );
    assert.deepEqual(await ask({ J: 99, K: 7 }), {});
  });

  it('templates are read by those who may read their words, and only with a journey made of them', async () => {
    const template = JSON.parse(readFileSync('demo/content/templates/first-time-manager.json', 'utf8')) as {
      readonly id: string;
      readonly version: string;
    };
    const { journey } = await server.service.importTemplate(tenant, template);
    await provision([
      {
        ...journeyRecord('J'),
        fields: { ...journeyRecord('J').fields, template: template.id, version: template.version },
      },
    ]);
    for (const [person, reads] of [
      ['ines', true],
      ['marc', true],
      ['yann', true],
      ['serge', true],
      ['sofia', false],
      ['hana', false],
      ['claire', false],
    ] as const) {
      const reader = device(person);
      const answer = await reader.pull();
      assert.equal(journey in answer.access, reads, person);
      assert.equal(reader.records.has(`${journey} template/${template.id}`), reads, person);
    }
    await assert.rejects(
      server.service.importTemplate(tenant, { ...template, steps: [] }),
      (error: Error & { issues: { path: string }[] }) => error.issues.some(({ path }) => path.startsWith('steps')),
    );
  });

  describe('begins again', () => {
    const page = async (reader: Device, cursor: string | undefined, snap?: string) => {
      const { json } = await post(server, reader.token, 'pull', {
        v: 1,
        schema: schemaVersion,
        replica: reader.replica,
        limit: { records: 3, bytes: 1e6 },
        journeys: [
          {
            id: 'J',
            spaces: reader.held.get('J')?.spaces ?? {},
            ...(cursor === undefined ? {} : { cursor }),
            ...(snap === undefined ? {} : { snap }),
          },
        ],
      });
      const [first] = (json as unknown as PullResponse).journeys;
      assert(first);
      return first;
    };
    const altered = (cursor: string, change: object) =>
      Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(cursor, 'base64url').toString()), ...change })).toString(
        'base64url',
      );

    it('after the database was another, or went back in time, or the records changed their shape', async () => {
      await write(6);
      const marc = device('marc');
      await marc.pull();
      const cursor = marc.held.get('J')?.cursor ?? '';
      assert.equal((await page(marc, cursor)).mode, 'delta');
      const setRev = (rev: string) =>
        sql.transaction(
          (tx) => tx.query(`update journey set rev = ${rev} where tenant_id = $1 and journey_id = 'J'`, [tenant]),
          { tenant },
        );
      for (const [why, change] of [
        ['store', { s: 'store-0' }],
        ['ahead', {}],
        ['schema', { v: '2020-01' }],
      ] as const) {
        if (why === 'ahead') await setRev('rev - 1');
        let next = await page(marc, altered(cursor, change));
        if (why === 'ahead') await setRev('rev + 1');
        assert.deepEqual([next.mode, next.why, next.more], ['reset', why, true]);
        const staged = next.puts.map(({ t, id }) => `J ${t}/${id}`);
        while (next.more) {
          next = await page(marc, cursor, next.snap);
          assert.deepEqual([next.mode, next.why], ['reset', undefined]);
          staged.push(...next.puts.map(({ t, id }) => `J ${t}/${id}`));
        }
        assert.equal(next.snap, undefined);
        assert.deepEqual(staged.toSorted(), [...marc.records.keys()].toSorted());
        assert.equal((await page(marc, next.to)).mode, 'delta');
      }
    });

    it('when removals that it has not seen are forgotten', async () => {
      await write(4);
      const marc = device('marc');
      await marc.pull();
      const cursor = marc.held.get('J')?.cursor ?? '';
      await device('ines').push('J', { k: 'del', t: 'topic', id: 't-0' });
      await sql.transaction(
        (tx) => tx.query(`update journey set floor_rev = rev where tenant_id = $1 and journey_id = 'J'`, [tenant]),
        { tenant },
      );
      assert.equal((await page(marc, cursor)).why, 'horizon');
      const fresh = device('marc');
      const first = await page(fresh, undefined);
      assert.equal(first.mode, 'delta');
      assert.equal((await page(fresh, first.to)).mode, 'delta', 'a first copy that is paged has missed nothing');
    });
  });
});
