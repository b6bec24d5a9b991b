import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Json } from '../../src/model/value/json.js';
import { schemaVersion } from '../../src/protocol/version.js';
import type { Sql } from '../../server/index.js';
import { createRandom } from '../simulation/random.js';
import {
  Device,
  type TestOp,
  type TestServer,
  chosen,
  circle,
  company,
  guides,
  journeyRecord,
  openDatabase,
  pair,
  post,
  setContribution,
  setTopic,
  startServer,
  topic,
  words,
} from './support.js';

/** Many with CORDEE_TWINS=200. */
const pairs = Number(process.env['CORDEE_TWINS'] ?? 6);
const noon = '2026-09-18T12:00:00.000Z';
const nowMs = 1_800_000_000_000;
const often = { burst: 1e6, perSecond: 1e6 };

/** What follows from a revision is left out: who changes something learns the number of the change, and the gap before it. */
const withoutRevisions = (value: Json): Json =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      ['rev', 'server', 'whose', 'lastSeq'].includes(key) ? undefined : inner,
    ),
  ) as Json;

describe('[T03] two journeys that differ only in what a companion may not know', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql, {
      env: { now: () => nowMs },
      expiresInMs: 1e9,
      rates: { person: often, address: often, tenant: often },
    });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  /** What others do among themselves, and whoever is not among them must not notice. */
  const whispers = (tenant: string, seed: number) => {
    const [ines, marc] = [new Device(server, `${tenant}.ines`), new Device(server, `${tenant}.marc`)];
    const mark = (item: string): TestOp => ({
      k: 'set',
      t: 'readMark',
      id: `${item}_m-marc`,
      space: 'J/pair:m-marc',
      f: { item },
    });
    const all: readonly (readonly [Device, TestOp])[] = [
      [ines, setTopic('t-secret', 'J', 'ines', pair('m-marc'), 'x', 'pair:m-marc')],
      [marc, setContribution('c-aside', 'J', 't-sofia', pair('m-marc'), 'x', 'pair:m-marc')],
      [marc, setContribution('c-guides', 'J', 't-open', guides, 'x', 'guides')],
      [marc, mark('t-open')],
      [
        ines,
        {
          k: 'set',
          t: 'challenge',
          id: 'ch-secret',
          space: 'J/pair:m-marc',
          f: { ...words('ines', pair('m-marc'), 'x'), state: 'raised' },
        },
      ],
      [ines, setTopic('t-gone', 'J', 'ines', guides, 'x', 'guides')],
      [ines, { k: 'del', t: 'topic', id: 't-gone' }],
    ];
    const random = createRandom(`whispers/${seed}`);
    return all.filter(() => random.happens(0.8));
  };

  it(`answer alike, whatever cursors, grants, ids and transactions the companion makes up (${pairs} pairs)`, async () => {
    let whispered = 0;
    for (let seed = 1; seed <= pairs; seed++) {
      const tenants = [`quiet-${seed}`, `busy-${seed}`] as const;
      for (const tenant of tenants) {
        await server.service.provision({
          tenant,
          journey: 'J',
          records: [
            journeyRecord('J'),
            ...company,
            topic('t-open', 'ines', circle, 'x'),
            topic('t-sofia', 'sofia', circle, 'x'),
            topic('t-other', 'sofia', circle, 'x'),
            {
              type: 'contribution',
              id: 'c-hana',
              fields: { ...words('hana', circle, 'x'), topic: 't-open', kind: 'story' },
            },
          ],
        });
      }
      const devices = tenants.map((tenant) => new Device(server, `${tenant}.sofia`, `twin-${seed}-${tenant}`));
      for (const device of devices) await device.pull();
      const held = devices.map((device) => device.held.get('J') ?? assert.fail());
      for (const [device, op] of whispers(tenants[1], seed)) {
        assert.equal((await device.push('J', op))?.[0]?.st, 'ok', JSON.stringify(op));
        whispered += 1;
      }
      const random = createRandom(`forged/${seed}`);
      const both = async (path: 'push' | 'pull', bodyOf: (at: 0 | 1) => object) => {
        const [quiet, busy] = await Promise.all(
          ([0, 1] as const).map((at) => post(server, devices[at]?.token ?? '', path, bodyOf(at))),
        );
        return [quiet, busy].map((answer) => [answer?.status ?? 0, answer?.json ?? null] as const);
      };

      for (let turn = 0; turn < 20; turn++) {
        const r = random.below(20);
        const [isSnap, isOlder, grants] = [
          random.happens(0.3),
          random.happens(0.3),
          random.pick(['held', 'none', 'wider']),
        ];
        const limit = { records: 1 + random.below(8), bytes: 1e6 };
        const answers = await both('pull', (at) => {
          const { cursor, spaces } = held[at] ?? assert.fail();
          const { k, m, h, ...rest } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<
            string,
            unknown
          >;
          const forged = Buffer.from(JSON.stringify({ ...rest, ...(isOlder ? {} : { k, m, h }), r })).toString(
            'base64url',
          );
          const claimed = { held: spaces, none: {}, wider: { ...spaces, 'J/guides': 'g1', 'J/pair:m-marc': 'g1' } }[
            grants
          ];
          return {
            v: 1,
            schema: schemaVersion,
            replica: `forger-${seed}-${at}`,
            limit,
            journeys: [
              { id: 'J', cursor: r < 3 ? cursor : forged, spaces: claimed, ...(isSnap ? { snap: forged } : {}) },
            ],
          };
        });
        // The two are tenants of their own, with keys of their own: what is signed, and for whom it is, differs.
        const [quiet, busy] = answers.map(([status, json]) => [
          status,
          JSON.parse(
            JSON.stringify(json, (key, inner: unknown) =>
              ['to', 'snap', 'server', 'whose'].includes(key) ? undefined : inner,
            ),
          ) as Json,
        ]);
        assert.deepEqual(busy, quiet, `seed ${seed}, pull ${turn}`);
      }

      const ids = [
        't-open',
        't-sofia',
        't-other',
        't-secret',
        't-gone',
        'c-hana',
        'c-aside',
        'c-guides',
        'ch-secret',
        't-open_m-marc',
        't-open_m-sofia',
        't-secret_m-marc',
        'm-hana',
        'J_start',
        'none',
      ];
      const types = ['topic', 'contribution', 'challenge', 'readMark', 'goal', 'answer', 'stepRun', 'served'];
      const fields = [
        {},
        { body: { text: 'y' } },
        { item: 't-open' },
        { item: 't-secret' },
        { state: 'closed' },
        { withdrawnAt: noon },
        { topic: 't-secret' },
      ];
      const forge = (): TestOp => {
        const [t, id] = [random.pick(types), random.pick(ids)];
        const audience = random.pick([circle, pair('m-sofia'), pair('m-marc'), chosen('m-hana', 'm-sofia')]);
        switch (random.below(6)) {
          case 0:
            return { k: 'del', t, id: id === 't-sofia' ? 't-other' : id };
          case 1:
            return {
              k: 'do',
              name: random.pick(['audience.narrow', 'audience.widen', 'audience.propose']),
              args: { type: t, id, audience, proposal: `p-${random.below(5)}` },
            };
          case 2:
            return {
              k: 'do',
              name: random.pick(['membership.pause', 'membership.end', 'audience.answer', 'journey.stop']),
              args: { id: id === 'm-sofia' ? 'none' : id, isYes: true },
            };
          case 3:
            return setContribution(
              `c-${random.below(1e6)}`,
              'J',
              id,
              audience,
              'x',
              random.pick(['circle', 'pair:m-sofia']),
              { replyTo: random.pick(ids) },
            );
          default:
            return {
              k: 'set',
              t,
              id,
              space: random.pick(['J/circle', 'J/pair:m-marc', 'J/pair:m-sofia']),
              f: random.pick(fields),
              ...(random.happens(0.3) ? { seen: { body: '0' } } : {}),
            };
        }
      };
      for (let turn = 0; turn < 20; turn++) {
        // Each with something that is refused, so that trying costs nothing: a deletion that goes through is told to who deletes.
        const ops = [
          ...Array.from({ length: 1 + random.below(3) }, forge),
          { k: 'del', t: 'topic', id: 't-sofia' },
          { k: 'do', name: 'rope.cut', args: {} },
        ];
        const order = random.happens(0.5) ? ops : ops.toReversed();
        const numbered = devices.map((device) => order.map((op) => device.op('J', op)));
        const answers = await both(
          'push',
          (at) => devices[at]?.body([{ journey: 'J', ops: numbered[at] ?? [] }]) ?? {},
        );
        const [quiet, busy] = answers.map(([status, json]) => [status, withoutRevisions(json)]);
        assert.deepEqual(busy, quiet, `seed ${seed}, push ${turn}: ${JSON.stringify(order)}`);
      }
      // One by one, where what is there and may not be known is asked for by its name.
      for (let turn = 0; turn < 30; turn++) {
        const op = forge();
        if (op['k'] === 'do' && String(op['name']).startsWith('membership.end')) continue;
        const numbered = devices.map((device) => device.op('J', op));
        const answers = await both(
          'push',
          (at) => devices[at]?.body([{ journey: 'J', ops: [numbered[at] ?? {}] }]) ?? {},
        );
        const [quiet, busy] = answers.map(([status, json]) => [status, withoutRevisions(json)]);
        assert.deepEqual(busy, quiet, `seed ${seed}, alone ${turn}: ${JSON.stringify(op)}`);
      }
    }
    assert(whispered > pairs, 'there was something not to be known');
  });
});
