import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NEVER } from 'rxjs';
import { type ProvisionedRecord, type Sql, createSqlStorage, createSyncServer } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { publicStamp } from '../../server/rules/stamps.js';
import type { CordeeClient } from '../../src/api/client.js';
import { createCordee } from '../../src/cordee.js';
import { type Env, systemEnv } from '../../src/env.js';
import { CordeeError } from '../../src/errors.js';
import type { Audience } from '../../src/model/access/audience.js';
import type { MembershipState, Role } from '../../src/model/people/membership.js';
import { type RecordType, recordSchemas } from '../../src/model/record.js';
import { isDeviceOnly } from '../../src/model/access/device-only.js';
import { canReadSpace } from '../../src/model/access/space.js';
import { pullRequestSchema, pullResponseSchema } from '../../src/protocol/messages.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Store } from '../../src/store/store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestEnv } from '../../src/testing/test-env.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';
import * as v from 'valibot';

const journey = 'j1';
const types = Object.keys(recordSchemas) as RecordType[];
const people = ['ines', 'marc', 'sofia'] as const;
type Person = (typeof people)[number];

/** Dice that fall the same every time, and a clock that a test moves; no timer of a client ever ends. */
function createDice(seed: number) {
  const { random, randomBytes } = createTestEnv({ seed });
  let now = Date.UTC(2026, 10, 16, 9);
  const env: Env = { now: () => now, elapsed: () => now, random, randomBytes, after: () => () => undefined };
  return {
    env,
    tick: () => (now += 1_000),
    happens: (chance: number) => random() < chance,
    pick: <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)],
  };
}
type Dice = ReturnType<typeof createDice>;

interface Place {
  readonly role: Role;
  readonly state: MembershipState;
}

const placeOf = (person: Person, { role, state }: Place): readonly ProvisionedRecord[] => {
  const common = { person, role, state, timeZone: 'Europe/Madrid' };
  return [
    {
      type: 'membership',
      id: `m-${person}`,
      fields: {
        ...common,
        displayName: person,
        home: 'company',
        since: '2026-09-07',
        locale: 'fr',
        hiddenFromCompany: false,
      },
    },
    { type: 'member', id: `m-${person}`, fields: { ...common, name: person } },
  ];
};

const hostTopic = (id: string, audience: Audience): ProvisionedRecord => ({
  type: 'topic',
  id,
  fields: { by: 'marc', at: '2026-11-10T09:00:00.000Z', audience, body: { text: id }, state: 'open', pinned: false },
});

interface Device {
  readonly person: Person;
  readonly client: CordeeClient;
  readonly store: Store;
  /** The spaces that the last answer which reached it named. */
  readable: ReadonlySet<string>;
  /** Records whose verb settled: they must be somewhere, once. */
  readonly acknowledged: { readonly type: RecordType; readonly id: string }[];
}

let sql: Sql;
before(async () => {
  sql = await openMemoryDatabase();
});
after(() => sql.close());

async function startRope(seed: number) {
  const dice = createDice(seed);
  const tenant = `t${seed}`;
  const { app, service } = createSyncServer({
    storage: await createSqlStorage(sql, () => 'store-1'),
    env: { ...systemEnv, now: dice.env.now },
    log: () => undefined,
    verifyToken: async (person) => ({ tenant, person, expiresAt: dice.env.now() + 600_000 }),
  });
  const places: Record<Person, Place> = {
    ines: { role: 'coachee', state: 'active' },
    marc: { role: 'coach', state: 'active' },
    sofia: { role: 'companion', state: 'active' },
  };
  const give = (records: readonly ProvisionedRecord[]): Promise<unknown> =>
    service.provision({ tenant, journey, records });
  await give([
    ...people.flatMap((person) => placeOf(person, places[person])),
    {
      type: 'journey',
      id: journey,
      fields: {
        template: 'first-time-manager',
        version: '1.4.0',
        coachee: 'ines',
        state: 'active',
        startedOn: '2026-09-07',
        timeZone: 'Europe/Madrid',
      },
    },
    ...['frame', 'listen'].map((step): ProvisionedRecord => ({
      type: 'stepRun',
      id: `${journey}_${step}`,
      fields: { step, state: 'open', plannedFor: '2026-11-16' },
      space: `${journey}/path`,
    })),
  ]);
  // Each in a revision of its own, so that a page can end between them.
  for (const index of hostTopics) await give([hostTopic(`host-${index}`, { kind: 'circle' })]);
  const world = { isCalm: false };

  /** Whether the server's rules let this person read what lives there. */
  const reads = (person: Person, space: string): boolean =>
    canReadSpace(space, { id: `m-${person}`, person, ...places[person] });

  /** The network of one device: it loses requests and answers, repeats, delays, and pages are small. */
  const networkOf =
    (device: { readable: ReadonlySet<string> }, person: Person, { happens, pick }: Dice): typeof fetch =>
    async (input, init) => {
      const send = async (): Promise<Response> =>
        app.fetch(
          new Request(String(input), { method: 'POST', headers: init?.headers ?? {}, body: String(init?.body) }),
        );
      if (world.isCalm) return answered(await send());
      for (let turns = pick([0, 0, 1, 5]) ?? 0; turns > 0; turns--)
        await new Promise((resolve) => setImmediate(resolve));
      if (happens(0.12)) throw new TypeError('The request was lost.');
      const isPull = String(input).endsWith('/pull');
      if (!isPull && happens(0.04))
        return Response.json({ error: { code: 'seq_gap', message: 'As after a restored backup.' } }, { status: 409 });
      if (happens(0.03)) return new Response('<h1>Log in</h1>', { status: 403 });
      if (isPull) {
        const body = v.parse(pullRequestSchema, JSON.parse(String(init?.body)));
        // A cursor that the server never made begins a reset.
        const journeys = body.journeys.map((one) =>
          one.snap === undefined && happens(0.25) ? { id: one.id, spaces: one.spaces, cursor: 'nonsense' } : one,
        );
        init = { ...init, body: JSON.stringify({ ...body, limit: { records: 4, bytes: 4_000 }, journeys }) };
      }
      if (happens(0.1)) await send();
      const response = await send();
      if (happens(0.12)) throw new TypeError('The answer was lost.');
      return answered(response);

      async function answered(whole: Response): Promise<Response> {
        if (!String(input).endsWith('/pull') || !whole.ok) return whole;
        const { access, journeys } = v.parse(pullResponseSchema, await whole.clone().json());
        const spaces = new Set(Object.keys(access[journey]?.spaces ?? {}));
        for (const { puts } of journeys)
          for (const { space } of puts) assert.ok(spaces.has(space), `${person} was sent ${space}`);
        device.readable = spaces;
        return whole;
      }
    };

  async function open(person: Person): Promise<Device> {
    const store = await createRecordStore(createMemoryDatabase(), dice.env);
    const held = { readable: new Set<string>() as ReadonlySet<string> };
    const adapter = createHttpAdapter({
      url: 'http://sync.test/',
      env: dice.env,
      tokens: createTokenKeeper(async () => person, dice.env),
      fetch: networkOf(held, person, dice),
    });
    const client = await createCordee({
      url: 'http://sync.test/',
      user: { tenant, id: person },
      getToken: async () => person,
      store,
      env: dice.env,
      adapter: { ...adapter, pokes$: NEVER },
      connectivity: createTestConnectivity(),
    });
    return Object.assign(held, { person, client, store, acknowledged: [] });
  }

  /** What the database holds that this person may read, and what it holds of all. */
  const stored = () =>
    sql.transaction((run) =>
      run.query<{ kind: RecordType; id: string; space: string; fields: object; stamps: Record<string, string> }>(
        'select kind, id, space, fields, stamps from record where tenant_id = $1 and journey_id = $2 and not deleted',
        [tenant, journey],
      ),
    );

  return { dice, give, places, world, reads, open, stored, close: () => service.close() };
}

/** Sofia leaves, comes back, and becomes a guide, who reads more, for a while. */
const sofiasPlaces: readonly Place[] = [
  { role: 'companion', state: 'active' },
  { role: 'mentor', state: 'active' },
  { role: 'companion', state: 'ended' },
];
const hostTopics = Array.from({ length: 12 }, (_, index) => index);

const audiences: readonly Audience[] = [
  { kind: 'circle' },
  { kind: 'circle' },
  { kind: 'guides' },
  { kind: 'pair', relation: 'm-marc' },
  { kind: 'pair', relation: 'm-sofia' },
  { kind: 'chosen', members: ['m-marc', 'm-sofia'] },
  { kind: 'self' },
];

/** One thing that a person does; what they may not do, they are told at once. */
async function act({ client, store, acknowledged }: Device, { pick }: Dice): Promise<void> {
  const records = await store.records(journey);
  const audience = pick(audiences) ?? { kind: 'circle' };
  const words = { journey, audience, body: { text: 'words' } };
  const wrote = async (type: RecordType, id: Promise<string>): Promise<void> =>
    void acknowledged.push({ type, id: await id });
  const topic = pick([...records.list('topic'), ...records.list('challenge')]);
  const verbs: readonly (() => Promise<void>)[] = [
    () => wrote('topic', client.forum.open(words)),
    () =>
      wrote(
        'contribution',
        client.forum.contribute({
          ...words,
          audience: (topic?.fields['audience'] ?? audience) as Audience,
          topic: topic?.id ?? 'none',
          kind: 'encouragement',
        }),
      ),
    () => wrote('challenge', client.challenges.raise(words)),
    () => wrote('answer', client.journeys.answer({ ...words, step: 'frame', prompt: 'p1' })),
    () =>
      client.forum.markRead(
        journey,
        [...records.list('topic'), ...records.list('contribution'), ...records.list('challenge')].map(({ id }) => id),
      ),
    () =>
      client.journeys.moveStep(
        journey,
        pick(['frame', 'listen']) ?? 'frame',
        pick(['open', 'underway', 'done'] as const) ?? 'open',
      ),
  ];
  try {
    await pick(verbs)?.();
  } catch (error) {
    const isToldNo =
      error instanceof CordeeError && ['CORDEE_PERMISSION_DENIED', 'CORDEE_INPUT_INVALID'].includes(error.code);
    if (!isToldNo) throw error;
  }
}

const heldBy = async (store: Store) => {
  const records = await store.records(journey);
  return types.flatMap((type) => records.list(type));
};

/** Nothing of the server's is held that its last answer did not name. */
async function assertNoLeak({ person, store, readable }: Device): Promise<void> {
  for (const { type, id, space, from } of await heldBy(store)) {
    assert.ok(
      from !== 'base' || isDeviceOnly(space) || readable.has(space),
      `${person} holds ${type}/${id} of ${space}`,
    );
  }
}

const sorted = (lines: Iterable<string>): readonly string[] => [...lines].toSorted();
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** `SEEDS=1-200` looks for longer than every build does. */
const [first = 5, last = first] = (process.env['SEEDS'] ?? '5-6').split('-').map(Number);

for (let seed = first; seed <= last; seed++) {
  test(`[SY2] [ST7] whatever the network does, each ends with what they may read, and nothing is lost or twice (seed ${seed})`, async () => {
    const { dice, give, places, world, reads, open, stored, close } = await startRope(seed);
    const devices = await Promise.all([...people, 'ines' as const].map(open));
    try {
      for (let step = 0; step < 60; step++) {
        dice.tick();
        const device = dice.pick(devices);
        assert.ok(device);
        const given: ProvisionedRecord[] = [];
        if (dice.happens(0.2)) {
          places.sofia = dice.pick(sofiasPlaces) ?? places.sofia;
          given.push(...placeOf('sofia', places.sofia));
        }
        if (dice.happens(0.6))
          given.push(
            hostTopic(`host-${dice.pick(hostTopics)}`, dice.pick(audiences.slice(0, 4)) ?? { kind: 'circle' }),
          );
        await Promise.all([
          given.length > 0 && give(given),
          act(device, dice),
          ...devices
            .filter(() => dice.happens(0.35))
            .map(async (one) => {
              await one.client.sync.syncNow();
              await assertNoLeak(one);
            }),
        ]);
      }

      world.isCalm = true;
      for (let round = 0; round < 3; round++) for (const { client } of devices) await client.sync.syncNow();

      const rows = await stored();
      const now = new Set(rows.map(({ kind, id }) => `${kind}/${id}`));
      assert.equal(now.size, rows.length, 'no record is there twice');
      for (const { person, store, acknowledged } of devices) {
        assert.equal((await store.waiting()).pending, 0, `${person} has nothing left to send`);
        const held = await heldBy(store);
        const line = ({
          type,
          id,
          space,
          fields,
          stamps,
        }: {
          type: string;
          id: string;
          space: string;
          fields: object;
          stamps: object;
        }): string => canonical([type, id, space, fields, stamps]);
        assert.deepEqual(
          sorted(held.filter(({ space }) => !isDeviceOnly(space)).map(line)),
          sorted(
            rows
              .filter(({ space }) => reads(person, space))
              .map(({ kind, stamps, ...row }) =>
                line({
                  ...row,
                  type: kind,
                  stamps: Object.fromEntries(
                    Object.entries(stamps).map(([field, stamp]) => [field, publicStamp(stamp)]),
                  ),
                }),
              ),
          ),
        );
        const tray = (await store.tray()).flatMap(({ change, reason }) =>
          change.kind === 'set' && reason !== 'lost' ? [`${change.type}/${change.id}`] : [],
        );
        for (const { type, id } of acknowledged) {
          const key = `${type}/${id}`;
          const places = [
            now.has(key),
            held.some((one) => one.type === type && one.id === id && isDeviceOnly(one.space)),
            ...tray.filter((one) => one === key).map(() => true),
          ];
          assert.equal(places.filter(Boolean).length, 1, `${person}'s ${key} is in one place: ${places.join()}`);
        }
      }
    } finally {
      await Promise.all(devices.map(({ client }) => client.close()));
      close();
    }
  });
}
