import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { NEVER } from 'rxjs';
import {
  type ProvisionedRecord,
  type Sql,
  createSqlStorage,
  createSyncServer,
  openMemoryDatabase,
} from '../../server/index.js';
import { parsePush } from '../../server/sync/requests.js';
import { createCordee } from '../../src/cordee.js';
import { giveCommand } from '../../src/domain/support/give-command.js';
import { systemEnv } from '../../src/env.js';
import { actorOf, isAllowed } from '../../src/model/access/permissions.js';
import { type JourneyRecordType, recordSchemas } from '../../src/model/record.js';
import {
  type CommandName,
  type CommandPermission,
  commandNames,
  commands,
  parseCommand,
} from '../../src/protocol/commands.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Store, ViewRecord } from '../../src/store/store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { circle, company, guides, journeyRecord, topic, words } from '../server/support.js';
import { type Example, type Somebody, commandExamples, everybody } from '../support/command-examples.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';

const dayMs = 86_400_000;
const roles = { ines: 'coachee', marc: 'coach', genevieve: 'mentor', yann: 'tutor', serge: 'sponsor' } as const;
const types = Object.keys(recordSchemas) as JourneyRecordType[];
const voice = (id: string, by: string, of: string, audience = circle): ProvisionedRecord => ({
  type: 'contribution',
  id,
  fields: { ...words(by, audience, id), topic: of, kind: 'advice' },
});
const level = { '-2': 'a', '-1': 'b', '0': 'c', '1': 'd', '2': 'e' };

const recordsIn = (state: 'active' | 'proposed'): readonly ProvisionedRecord[] => [
  ...company,
  { ...journeyRecord('J'), fields: { ...journeyRecord('J').fields, state } },
  ...(['done', 'open', 'ahead'] as const).map((at, n): ProvisionedRecord => ({
    type: 'stepRun',
    id: `J_s${n}`,
    space: 'J/path',
    fields: { step: `s${n}`, state: at, plannedFor: '2026-11-02' },
  })),
  topic('t-ines', 'ines', circle, 'For all'),
  topic('t-hana', 'hana', circle, 'Of hers'),
  topic('t-guides', 'ines', guides, 'For guides'),
  voice('c-hana', 'hana', 't-ines'),
  voice('c-sofia', 'sofia', 't-ines'),
  voice('c-marc', 'marc', 't-ines', guides),
  voice('c-own', 'hana', 't-hana'),
  {
    type: 'goal',
    id: 'g1',
    fields: { title: 'Delegate', levels: level, importance: 2, difficulty: 2, baseline: -1, audience: guides },
  },
];

let sql: Sql | undefined;
let tenants = 0;
after(() => sql?.close());

/** A server of its own, in a tenant of its own, on a clock that stands where it is put. */
async function startScope(state: 'active' | 'proposed' = 'active') {
  sql ??= await openMemoryDatabase();
  const tenant = `tenant-${(tenants += 1)}`;
  const clock = { nowMs: Date.UTC(2026, 10, 16, 9) };
  const env = { ...systemEnv, now: () => clock.nowMs, after: () => () => undefined };
  const { app, service } = createSyncServer({
    storage: await createSqlStorage(sql, () => 'store-1'),
    env,
    verifyToken: async (person) => ({ tenant, person, expiresAt: clock.nowMs + 600_000 }),
  });
  await service.provision({ tenant, journey: 'J', records: recordsIn(state) });
  let pushes = 0;
  /** What the server answers to a command of somebody, as any program could send it. */
  const say = async (person: string, name: string, args: unknown): Promise<string> => {
    const written = { seq: 1, raw: clock.nowMs, clk: 1, k: 'do', name, args };
    const push = parsePush({
      v: 1,
      schema: schemaVersion,
      replica: `replica-${(pushes += 1)}`,
      rawNow: clock.nowMs,
      clk: 1,
      txs: [{ tx: `tx-${pushes}`, journey: 'J', ops: [written] }],
    });
    const { results } = await service.push({ tenant, person, expiresAt: clock.nowMs + 600_000 }, push);
    const [verdict] = results['J'] ?? [];
    return verdict?.st === 'no' ? verdict.code : (verdict?.st ?? 'nothing');
  };
  /** A device of somebody, with all that they read. */
  const open = async (person: string) => {
    const store = await createRecordStore(createMemoryDatabase(), env);
    let isOnline = true;
    const adapter = createHttpAdapter({
      url: 'http://sync.test/',
      env,
      tokens: createTokenKeeper(async () => person, env),
      fetch: async (input, init) => {
        if (!isOnline) throw new TypeError('no network');
        const { headers = {}, body } = init ?? {};
        return app.fetch(new Request(String(input), { method: 'POST', headers, body: String(body) }));
      },
    });
    const client = await createCordee({
      url: 'http://sync.test/',
      user: { tenant, id: person },
      getToken: async () => person,
      store,
      env,
      adapter: { ...adapter, pokes$: NEVER },
      connectivity: createTestConnectivity(),
    });
    await client.sync.syncNow();
    return { client, store, domain: { store, env, person }, setOnline: (is: boolean) => void (isOnline = is) };
  };
  return { say, open, clock, close: () => service.close() };
}

type Line = Pick<ViewRecord, 'space' | 'fields'>;

async function shownIn(store: Store): Promise<ReadonlyMap<string, Line>> {
  const records = await store.records('J');
  return new Map(
    types
      .flatMap((type) => records.list(type))
      .map(({ type, id, space, fields }): [string, Line] => [`${type}/${id}`, { space, fields }])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Who may give it by the registry, of those who are active in the journey. */
function mayGive(name: CommandName, person: Somebody, { by, alsoBy = [] }: Example<CommandName>): boolean {
  const permission: CommandPermission = commands[name].permission;
  if ('rule' in permission || permission.object === 'item') return person === by || alsoBy.includes(person);
  const role = person in roles ? roles[person as keyof typeof roles] : 'companion';
  const { object, may } = permission;
  return may.some((action) =>
    isAllowed({ actor: actorOf({ role }), object, action, state: 'active', inAudience: true, isOwn: true }),
  );
}

async function prepare(example: Example<CommandName>) {
  const scope = await startScope(example.state);
  for (const { by, name, args } of example.given ?? []) assert.equal(await scope.say(by, name, args), 'ok');
  scope.clock.nowMs += (example.daysAgo ?? 0) * dayMs;
  return scope;
}

for (const name of commandNames) {
  const { good, bad } = commandExamples[name];

  test(`[CM2] ${name}: arguments that are none are refused, and the field is named`, async () => {
    const scope = await startScope();
    for (const [args, field] of bad) {
      assert.equal(await scope.say(good[0]?.by ?? 'ines', name, args), 'invalid');
      const { command, why } = parseCommand(name, args);
      assert.equal(command, undefined);
      assert.ok(why.includes(name) && why.includes(field), why);
    }
    await scope.close();
  });

  for (const [at, example] of good.entries()) {
    const { by, args } = example as Example<CommandName>;

    test(`[CM4] ${name} (${at + 1}): only whom the registry names gives it`, async () => {
      const others = await prepare(example);
      for (const person of everybody.filter((one) => !mayGive(name, one, example)))
        assert.match(await others.say(person, name, args), /^(?:forbidden|record_gone|invalid|not_a_member)$/, person);
      await others.close();
      for (const person of everybody.filter((one) => mayGive(name, one, example))) {
        const scope = await prepare(example);
        assert.ok(['ok', 'noop'].includes(await scope.say(person, name, args)), person);
        await scope.close();
      }
    });

    test(`[CM3] ${name} (${at + 1}): what its author is shown at once is what the server leaves`, async () => {
      const scope = await prepare(example);
      const [device, witness] = [await scope.open(by), await scope.open('ines')];
      const before = await shownIn(device.store);
      device.setOnline(false);
      await giveCommand(device.domain, 'J', name, args);
      const atOnce = await shownIn(device.store);
      if (name !== 'change.withdraw') assert.notDeepEqual(atOnce, before, 'it shows');
      device.setOnline(true);
      await device.client.sync.syncNow();
      await device.client.sync.syncNow();
      assert.deepEqual(await device.store.tray(), []);
      assert.deepEqual(await device.store.unsent(), []);
      await witness.client.sync.syncNow();
      const isGone = !(await device.store.journeys()).includes('J');
      // Who left reads nothing any more: the person accompanied reads all that they did.
      const left = isGone
        ? [...(await shownIn(witness.store))].filter(([key]) => before.has(key) || atOnce.has(key))
        : [...(await shownIn(device.store))];
      assert.deepEqual([...atOnce], left);
      await Promise.all([device.client.close(), witness.client.close(), scope.close()]);
    });
  }
}

test('[CM2] an unknown command is refused as invalid', async () => {
  const scope = await startScope();
  assert.equal(await scope.say('ines', 'journey.fly', {}), 'invalid');
  assert.deepEqual(parseCommand('toString', {}), { why: 'An unknown command.' });
  await scope.close();
});
