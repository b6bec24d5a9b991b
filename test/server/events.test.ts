import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Env } from '../../src/env.js';
import type { Sql } from '../../server/index.js';
import { Listener } from './listener.js';
import {
  Device,
  type TestServer,
  circle,
  company,
  guides,
  journeyRecord,
  openDatabase,
  pair,
  setTopic,
  startServer,
} from './support.js';

/** A clock that a test turns; timers run when it passes them. */
class Clock implements Pick<Env, 'now' | 'elapsed' | 'after'> {
  #now = 1_850_000_000_000;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  now = () => this.#now;
  elapsed = () => this.#now;
  after = (delayMs: number, run: () => void) => {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  get waiting(): number {
    return this.#timers.size;
  }

  turn(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

const poke = (rev: number, journey = 'J') => `event: poke\ndata: {"${journey}":${rev}}`;

describe('the stream of a device', () => {
  const clock = new Clock();
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const listeners: Listener[] = [];
  const listen = async (person: string) => {
    const listener = await Listener.open(server, `${tenant}.${person}`);
    listeners.push(listener);
    return listener;
  };
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql, { env: clock });
  });
  after(async () => {
    for (const listener of listeners) listener.leave();
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `events-${++count}`;
    await server.service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
  });
  const say = (ines: Device, id: string, audience: Parameters<typeof setTopic>[3] = circle, space = 'circle') =>
    ines.push('J', setTopic(id, 'J', 'ines', audience, 'phalarope', space));

  it('tells those who read what changed, and nobody else, and no word', async () => {
    const [marc, sofia, serge, claire] = [
      await listen('marc'),
      await listen('sofia'),
      await listen('serge'),
      await listen('claire'),
    ];
    const stranger = await Listener.open(server, 'another.marc');
    listeners.push(stranger);
    const ines = new Device(server, `${tenant}.ines`);
    await say(ines, 't-1', pair('m-serge'), 'pair:m-serge');
    await say(ines, 't-2', guides, 'guides');
    await say(ines, 't-3');
    assert.equal(await serge.next(), poke(2));
    assert.equal(await marc.next(), poke(3));
    assert.equal(await sofia.next(), poke(4));
    clock.turn(20_000);
    assert.equal(await marc.next(), poke(4));
    for (const listener of [marc, sofia, serge, claire, stranger])
      assert.equal(await listener.next(), ': here', 'nothing else came before');
  });

  it('pokes at once, then once a second with the last revision', async () => {
    const sofia = await listen('sofia');
    const ines = new Device(server, `${tenant}.ines`);
    for (const id of ['t-1', 't-2', 't-3']) await say(ines, id);
    assert.equal(await sofia.next(), poke(2));
    clock.turn(999);
    await say(ines, 't-4');
    clock.turn(1);
    assert.equal(await sofia.next(), poke(5));
    clock.turn(1_000);
    await say(ines, 't-5');
    assert.equal(await sofia.next(), poke(6), 'after a quiet second, at once again');
  });

  it('a refused or repeated push wakes nobody', async () => {
    const sofia = await listen('sofia');
    const hana = new Device(server, `${tenant}.hana`);
    await hana.push('J', setTopic('t-1', 'J', 'hana', guides, 'x', 'guides'));
    const ines = new Device(server, `${tenant}.ines`);
    const ops = [ines.op('J', setTopic('t-2', 'J', 'ines', circle, 'x', 'circle'))];
    await ines.send([{ journey: 'J', ops }]);
    assert.equal(await sofia.next(), poke(2));
    clock.turn(1_000);
    await ines.send([{ journey: 'J', ops }]);
    clock.turn(19_000);
    assert.equal(await sofia.next(), ': here');
  });

  it('is closed when the token expires', async () => {
    const sofia = await listen('sofia');
    const before = server.service.pokes.size;
    clock.turn(600_000);
    let message = await sofia.next();
    while (message === ': here') message = await sofia.next();
    assert.equal(message, 'event: bye\ndata: {"afterMs":0}');
    assert.equal(await sofia.next(), undefined);
    assert(server.service.pokes.size < before);
  });

  it('is closed for who loses access, at once, and for nobody else', async () => {
    const [sofia, marc] = [await listen('sofia'), await listen('marc')];
    const ines = new Device(server, `${tenant}.ines`);
    await ines.push('J', { k: 'do', name: 'membership.end', args: { id: 'm-sofia' } });
    assert.equal(await sofia.next(), 'event: bye\ndata: {"afterMs":0}');
    assert.equal(await sofia.next(), undefined);
    assert.equal(await marc.next(), poke(2), 'the guides learn who left');
    const again = await listen('sofia');
    await say(ines, 't-1');
    clock.turn(20_000);
    assert.equal(await again.next(), ': here', 'no poke about a journey that is not theirs any more');
  });

  it('wakes a new member about their journey', async () => {
    const amina = await listen('amina');
    await server.service.provision({
      tenant,
      journey: 'J',
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
    assert.equal(await amina.next(), poke(2));
  });

  it('leaves nothing behind when the device goes or the server closes', async () => {
    for (const listener of listeners) listener.leave();
    while (server.service.pokes.size > 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(clock.waiting, 0);
    const sofia = await listen('sofia');
    server.service.close();
    assert.equal(await sofia.next(), 'event: bye\ndata: {"afterMs":1000}');
    assert.equal(await sofia.next(), undefined);
    assert.equal(clock.waiting, 0);
  });
});
