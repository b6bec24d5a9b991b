import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type Sql,
  type SyncService,
  createPostgresSignals,
  createSqlStorage,
  createSyncServer,
  migratePostgres,
  openPostgres,
} from '../../server/index.js';
import { systemEnv } from '../../src/env.js';
import { scopeOf } from '../../src/model/scope/scope-kind.js';
import { highlight } from '../support/grants-contract.js';
import { type TestDatabase, type TestPostgres, startPostgres } from '../support/postgres.js';
import { type ServerProcess, type TestHost, createHost } from '../support/server-process.js';
import { Listener } from './listener.js';
import { Device, circle, company, journeyRecord, pair, setTopic } from './support.js';

const tenant = 'valmonte';

describe('three nodes on one PostgreSQL server', { timeout: 300_000 }, () => {
  let postgres: TestPostgres;
  let database: TestDatabase;
  let host: TestHost;
  let nodes: ServerProcess[] = [];
  /** A node that tells nobody anything: as one that was killed between its commit and its signal. */
  let mute: SyncService;
  let sql: Sql;
  let count = 0;
  let journey = '';
  const listeners: Listener[] = [];

  before(async () => {
    [postgres, host] = await Promise.all([startPostgres(), createHost(tenant)]);
    database = await postgres.createDatabase();
    await migratePostgres({ ownerUrl: database.ownerUrl, app: 'app', createStoreName: () => 'store-1' });
    sql = await openPostgres({ url: database.appUrl });
    mute = createSyncServer({
      storage: await createSqlStorage(sql, () => ''),
      verifyToken: () => Promise.reject(new Error('none')),
    }).service;
    nodes = await Promise.all(
      [1, 2, 3].map(() => host.start({ DATABASE_URL: database.appUrl, CORDEE_DB_CONNECTIONS: '8' })),
    );
  });
  after(async () => {
    for (const listener of listeners) listener.leave();
    await host?.stop();
    await sql?.close();
    await postgres?.stop();
  });
  beforeEach(async () => {
    journey = `J${++count}`;
    await mute.provision({ tenant, journey, records: [journeyRecord(journey), ...company] });
  });

  const nodeAt = (at: number): ServerProcess => nodes[at] as ServerProcess;
  const device = async (person: string, at: number) => new Device(nodeAt(at), await host.tokenFor(person));
  const listen = async (person: string, at: number) => {
    const listener = await Listener.open(nodeAt(at), await host.tokenFor(person));
    listeners.push(listener);
    return listener;
  };
  /**
   * The next poke about a change to this journey, or the end. Streams outlive a test, and other journeys of the same
   * people move; and a node that looks may find the provisioned journey, revision 1, after a stream was opened.
   */
  const heard = async (listener: Listener): Promise<string | undefined> => {
    for (;;) {
      const message = await listener.next();
      if (message === undefined || message.includes('bye')) return message;
      if (message.includes(`"${journey}"`) && message !== poke(1)) return message;
    }
  };
  const say = (id: string, audience = circle, space = 'circle') =>
    setTopic(id, journey, 'ines', audience, 'phalarope', space);
  const poke = (rev: number) => `event: poke\ndata: {"${journey}":${rev}}`;

  it('what one node changes wakes the streams of all, of those who read it and nobody else', async () => {
    const [serge, marc, sofia] = [await listen('serge', 1), await listen('marc', 2), await listen('sofia', 1)];
    const ines = await device('ines', 0);
    await ines.push(journey, say('t-1', pair('m-serge'), 'pair:m-serge'));
    assert.equal(await heard(serge), poke(2));
    await ines.push(journey, say('t-2'));
    assert.equal(await heard(marc), poke(3), 'nothing came about what is between two others');
    assert.equal(await heard(sofia), poke(3));
  });

  it('who loses their place loses their stream on every node, and reads nothing anywhere', async () => {
    const [one, two] = [await listen('sofia', 1), await listen('sofia', 2)];
    const sofia = await device('sofia', 1);
    await sofia.pull();
    assert(sofia.held.has(journey));
    const ines = await device('ines', 0);
    await ines.push(journey, { k: 'do', name: 'membership.end', args: { id: 'm-sofia' } });
    assert.match((await heard(one)) ?? '', /^event: bye/);
    assert.match((await heard(two)) ?? '', /^event: bye/);
    await sofia.pull();
    assert(!sofia.held.has(journey), 'and its copy is forgotten');
  });

  it('[SP9] what moves in a calendar wakes its readers on every node, and who loses a function there comes back at once', async () => {
    const scope = scopeOf('company', journey);
    const announce = (by: SyncService, id: string) =>
      by.provision({ tenant, journey: scope, records: [highlight(id)] });
    await announce(mute, 'h-1');
    const to = { kind: 'function', function: 'coach-lead' } as const;
    await mute.grant({ tenant, scope, space: `${scope}/calendar`, to });
    await mute.setStanding(tenant, 'claire', { functions: ['coach-lead'], cohorts: [] });
    const claire = await Listener.open(nodeAt(1), await host.tokenFor('claire'), '?v=2');
    listeners.push(claire);
    const old = await listen('claire', 1);
    const { service } = createSyncServer({
      storage: await createSqlStorage(sql, () => ''),
      signals: createPostgresSignals({ url: database.appUrl, env: systemEnv }),
      verifyToken: () => Promise.reject(new Error('none')),
    });
    await announce(service, 'h-2');
    assert.equal(await claire.next(), `event: poke\ndata: {"${scope}":2}`);
    await service.setStanding(tenant, 'claire', { functions: [], cohorts: [] });
    assert.match((await claire.next()) ?? '', /^event: bye/);
    assert.match((await old.next()) ?? '', /^event: bye/, 'a device of the first version was told of nothing before');
    await service.close();
  });

  it('a new member is woken on another node about a journey that was not theirs', async () => {
    const amina = await listen('amina', 2);
    const { service } = createSyncServer({
      storage: await createSqlStorage(sql, () => ''),
      signals: createPostgresSignals({ url: database.appUrl, env: systemEnv }),
      verifyToken: () => Promise.reject(new Error('none')),
    });
    await service.provision({
      tenant,
      journey,
      records: [
        {
          type: 'membership',
          id: 'm-new',
          fields: {
            person: 'amina',
            role: 'companion',
            state: 'active',
            displayName: 'A',
            home: 'outside',
            since: '2026-09-07',
            timeZone: 'Europe/Madrid',
            locale: 'fr',
            hiddenFromCompany: true,
          },
        },
        {
          type: 'member',
          id: 'm-new',
          fields: { person: 'amina', role: 'companion', state: 'active', name: 'Amina', timeZone: 'Europe/Madrid' },
        },
      ],
    });
    assert.equal(await heard(amina), poke(2));
    await service.close();
  });

  it('[T21] a change whose signal was never sent is found by looking, within ten seconds', async () => {
    const sofia = await listen('sofia', 1);
    const startedMs = performance.now();
    await mute.provision({
      tenant,
      journey,
      records: [
        {
          type: 'topic',
          id: 't-9',
          fields: {
            by: 'ines',
            at: '2026-09-18T12:00:00.000Z',
            audience: circle,
            body: { text: 'x' },
            state: 'open',
            pinned: false,
          },
        },
      ],
    });
    assert.equal(await heard(sofia), poke(2));
    assert(performance.now() - startedMs < 30_000, 'the machine may be slow; on a quiet one it is five seconds');
  });

  it('[T21] a node whose listening connection was cut listens again, and misses nothing', async () => {
    const sofia = await listen('sofia', 1);
    const cut = await postgres.query(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cordee signals'`,
    );
    assert.equal(cut.length, 3, 'one for each node');
    const ines = await device('ines', 0);
    await ines.push(journey, say('t-1'));
    assert.equal(await heard(sofia), poke(2));
    for (;;) {
      const back = await postgres.query(
        database,
        `select 1 from pg_stat_activity where application_name = 'cordee signals'`,
      );
      if (back.length === 3) break;
    }
  });

  it('[A22] many changes in the same moment are few signals, and hold no word and no person', async () => {
    const { Client } = (await import('pg')).default;
    const spy = new Client({ connectionString: database.superuserUrl });
    await spy.connect();
    const payloads: string[] = [];
    spy.on('notification', ({ payload }) => payloads.push(payload ?? ''));
    await spy.query('listen cordee_journey');
    const devices = await Promise.all(Array.from({ length: 20 }, () => device('ines', 0)));
    await Promise.all(devices.map((ines, at) => ines.push(journey, say(`t-${at}`))));
    const revs = () =>
      payloads
        .flatMap((payload) => (JSON.parse(payload) as { changed: [string, string, number, number, number][] }).changed)
        .filter(([, of]) => of === journey)
        .map(([, , , to]) => to);
    while (Math.max(0, ...revs()) < 21) await spy.query('select 1');
    await spy.end();
    assert(payloads.length < 20, `${payloads.length} signals for 20 changes`);
    assert(
      !payloads.join().includes('ines') &&
        !payloads.join().includes('phalarope') &&
        !payloads.join().includes('circle'),
    );
  });

  it('a node that is frozen in the middle of its work delays nobody for long', async () => {
    const busy = await Promise.all(Array.from({ length: 12 }, () => device('ines', 0)));
    const made = { count: 0 };
    const end = { isCome: false };
    const storm = busy.map(async (ines) => {
      while (!end.isCome)
        await ines.push(journey, say(`s-${++made.count}`)).catch(() => {
          end.isCome = true;
        });
    });
    while (made.count < 60)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    nodeAt(0).child.kill('SIGSTOP');
    const startedMs = performance.now();
    const marc = await device('marc', 1);
    const op = marc.op(journey, setTopic('t-marc', journey, 'marc', circle, 'x', 'circle'));
    let tries = 0;
    for (;;) {
      tries += 1;
      const { results } = await marc.send([{ journey, ops: [op] }]);
      if (results[journey]?.[0]?.st === 'ok') break;
    }
    assert(performance.now() - startedMs < 60_000, `${tries} tries`);
    const other = await device('ines', 2);
    await other.pull();
    end.isCome = true;
    nodeAt(0).child.kill('SIGCONT');
    await Promise.all(storm);
  });

  it('a node that is killed takes nothing with it: its devices go on with another, exactly once', async () => {
    const devices = await Promise.all(Array.from({ length: 6 }, () => device('ines', 2)));
    const acknowledged = new Set<string>();
    const unknown: { ines: Device; id: string; op: ReturnType<Device['op']> }[] = [];
    let at = 0;
    const storm = devices.map(async (ines) => {
      for (;;) {
        const id = `k-${++at}`;
        const op = ines.op(journey, say(id));
        try {
          const { results } = await ines.send([{ journey, ops: [op] }]);
          assert.equal(results[journey]?.[0]?.st, 'ok');
          acknowledged.add(id);
        } catch {
          unknown.push({ ines, id, op });
          return;
        }
      }
    });
    while (acknowledged.size < 40)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    await nodeAt(2).end('SIGKILL');
    await Promise.all(storm);
    assert.equal(unknown.length, devices.length);
    for (const { ines, id, op } of unknown) {
      const elsewhere = new Device(nodeAt(1), ines.token, ines.replica);
      const { results } = await elsewhere.send([{ journey, ops: [op] }]);
      assert.equal(results[journey]?.[0]?.st, 'ok');
      acknowledged.add(id);
    }
    const reader = await device('ines', 1);
    await reader.pull();
    const found = [...reader.records.keys()].filter((key) => key.startsWith(`${journey} topic/k-`));
    assert.deepEqual(new Set(found), new Set([...acknowledged].map((id) => `${journey} topic/${id}`)));
    const [row] = await postgres.query<{ rev: string }>(database, `select rev from journey where journey_id = $1`, [
      journey,
    ]);
    assert.equal(Number(row?.rev), 1 + acknowledged.size, 'each was applied once');
  });
});
