import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Audience } from '../../src/model/access/audience.js';
import { spaceOf } from '../../src/model/access/space.js';
import { checksumOf } from '../../src/protocol/checksum.js';
import type { Sql } from '../../server/index.js';
import {
  Device,
  type TestOp,
  type TestServer,
  chosen,
  circle,
  company,
  guides,
  journeyRecord,
  member,
  openDatabase,
  pair,
  startServer,
  words,
} from './support.js';

const seeds = Number(process.env['CORDEE_SEEDS'] ?? 4);
const steps = 80;

/** mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('devices of several people, whatever they do', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  for (let seed = 1; seed <= seeds; seed++) {
    it(`each ends with exactly what a new device of the same person gets (seed ${seed})`, async () => {
      const random = createRandom(seed);
      const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
      const tenant = `seed-${seed}`;
      await server.service.provision({ tenant, journey: 'J', records: [journeyRecord('J'), ...company] });
      const devices = ['ines', 'ines', 'marc', 'genevieve', 'sofia', 'hana', 'serge'].map(
        (person) => new Device(server, `${tenant}.${person}`),
      );
      const audiences: readonly Audience[] = [
        circle,
        circle,
        guides,
        pair('m-marc'),
        pair('m-hana'),
        pair('m-serge'),
        chosen('m-sofia', 'm-marc'),
        chosen('m-sofia', 'm-hana', 'm-genevieve'),
      ];
      let made = 0;
      const topics: string[] = [];
      const contributions: string[] = [];
      const write = (): TestOp => {
        const [audience, kind] = [pick(audiences), random()];
        const place = { space: spaceOf('J', audience, ''), k: 'set' };
        if (kind < 0.3 || topics.length === 0) {
          const id = `t-${++made}`;
          return {
            ...place,
            t: 'topic',
            id,
            f: { ...words('x', audience, `words of ${id}`), state: 'open', pinned: false },
          };
        }
        if (kind < 0.6) {
          const id = `c-${++made}`;
          return {
            ...place,
            t: 'contribution',
            id,
            f: { ...words('x', audience, `words of ${id}`), topic: pick(topics), kind: 'story' },
          };
        }
        const [type, ids] =
          random() < 0.5 || contributions.length === 0
            ? (['topic', topics] as const)
            : (['contribution', contributions] as const);
        const id = pick(ids);
        if (kind < 0.75)
          return { ...place, t: type, id, f: { body: { text: `edited ${Math.floor(random() * 1e6)}` } } };
        if (kind < 0.82) return { k: 'del', t: type, id };
        if (kind < 0.9) return { k: 'do', name: 'audience.narrow', args: { type, id, audience } };
        const reader = pick(['ines', 'marc', 'sofia', 'hana']);
        return { k: 'set', t: 'readMark', id: `${id}_m-${reader}`, space: `J/pair:m-${reader}`, f: { item: id } };
      };
      const statuses = new Set<string>();
      for (let step = 0; step < steps; step++) {
        const device = pick(devices);
        const act = random();
        if (act < 0.6) {
          const ops = Array.from({ length: random() < 0.7 ? 1 : 3 }, write);
          for (const [at, { st }] of (await device.push('J', ...ops)).entries()) {
            statuses.add(st);
            const { k, t, id } = ops[at] ?? {};
            const known = t === 'topic' ? topics : contributions;
            if (st === 'ok' && k === 'set' && t !== 'readMark' && !known.includes(String(id))) known.push(String(id));
          }
        } else if (act < 0.7) {
          const id = pick(['m-sofia', 'm-hana', 'm-genevieve', 'm-serge']);
          await devices[0]?.push('J', {
            k: 'do',
            name: pick(['membership.pause', 'membership.resume', 'membership.resume', 'membership.end']),
            args: { id },
          });
        } else if (act < 0.77) {
          await server.service.provision({
            tenant,
            journey: 'J',
            records: pick([
              member('m-sofia', 'sofia', 'companion'),
              member('m-hana', 'hana', 'companion', 'outside'),
              member('m-genevieve', 'genevieve', 'mentor'),
              member('m-genevieve', 'genevieve', 'companion'),
            ]),
          });
        } else {
          await device.pullOnce({ records: 1 + Math.floor(random() * 12), bytes: 1e5 });
        }
      }
      for (const device of devices) {
        const last = await device.pull({ records: 1 + Math.floor(random() * 9), bytes: 1e5 });
        const fresh = new Device(server, device.token);
        await fresh.pull();
        assert.deepEqual([...device.records].toSorted(), [...fresh.records].toSorted());
        for (const [space, [count, sum]] of Object.entries(last.journeys[0]?.sum ?? {})) {
          const held = [...device.records]
            .filter(([, record]) => record.space === space)
            .map(([key, { rev }]) => ({ t: key.slice(2).split('/')[0] ?? '', id: key.split('/')[1] ?? '', rev }));
          assert.deepEqual([held.length, checksumOf(held)], [count, sum], space);
        }
      }
      assert(statuses.has('ok') && statuses.has('no'), `the run did ${[...statuses].join()}`);
    });
  }
});
