import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import { resetCursor } from '../../src/protocol/checksum.js';
import type { PullResponse } from '../../src/protocol/messages.js';
import { newestProtocol, protocolVersion, schemaVersion } from '../../src/protocol/version.js';
import type { Device } from './device.js';
import { Life } from './life.js';
import { membershipOf, people } from './people.js';
import { type Random, createRandom } from './random.js';
import { Wire, calmWire } from './simulated-network.js';
import { makeToken } from './tokens.js';
import { recordTracer, tracersIn } from './tracers.js';
import type { World } from './world.js';

const types = [
  'topic',
  'contribution',
  'challenge',
  'answer',
  'readMark',
  'goal',
  'goalRating',
  'served',
  'ifThen',
  'stepRun',
  'moveProposal',
  'invitation',
] as const;
const noon = '2026-11-16T12:00:00.000Z';

type Fields = Readonly<Record<string, unknown>>;

interface Guess {
  readonly type: string;
  readonly id: string;
}

/**
 * Somebody with a good token and a program of their own: cursors and grants that no server gave, ids and marks that
 * are guessed, transactions of which a part cannot be, journeys of others. Nothing of it may tell them anything, so
 * each push holds something that is refused, and what is theirs stays as it is.
 *
 * Draws from the seed and from what was answered: two runs that answer alike are asked alike. Gives what asks once.
 */
export function createForger(world: World, device: Device): () => void {
  const random = createRandom(`forger/${world.plan.seed}/${device.index}`);
  const life = new Life(world.scheduler);
  const wire = new Wire(world.scheduler, random.fork('wire'), calmWire);
  const { tenant, person } = device.planned;
  const journeys = world.scopesOf(device.planned);
  let asked = 0;
  let held: Pick<PullResponse, 'access' | 'journeys'> = { access: {}, journeys: [] };
  /** Somebody who guesses right each time, by the ids of one of two worlds. */
  const guessIn = (journey: string): Guess => {
    const all = [...(world.stateOf(tenant, journey)?.records.values() ?? [])];
    const written = all.filter(({ id }) => tracersIn(id).records.size > 0);
    const records = written.length > 0 && random.happens(0.9) ? written : all;
    const { type, id } =
      records.length > 0
        ? random.pick(records)
        : { type: random.pick(types), id: `topic-${recordTracer(random.below(99))}` };
    return { type, id: id.replaceAll(/qz[a-z]/g, 'qz') };
  };

  const ask = async (path: 'push' | 'pull', body: object): Promise<Record<string, unknown> | undefined> => {
    // A copy of its own each time, so that its numbers are always the next.
    const text = JSON.stringify({
      v: world.plan.isBeside && !device.planned.isOld && random.happens(0.7) ? newestProtocol : protocolVersion,
      schema: schemaVersion,
      replica: `forger-${device.index}-${(asked += 1)}`,
      ...body,
    });
    world.trace(`${device.index} > forged ${path} ${text}`);
    const token = makeToken(tenant, person, world.epochMs + world.scheduler.now);
    const { status, body: answer } = await wire.send(life, { path, token, body: text }, async (request) => {
      const sinceMs = world.scheduler.now;
      const given = (await world.nodes[0]?.handle(request)) ?? { status: 0, body: '' };
      world.checks.answer(device, path, text, given, sinceMs);
      return given;
    });
    return status === 200 ? (JSON.parse(answer) as Record<string, unknown>) : undefined;
  };

  const pull = async (): Promise<void> => {
    const limit = { records: 1 + random.below(20), bytes: 500_000 };
    const wanted = random.happens(0.3)
      ? honest(held, journeys)
      : journeys.filter(() => random.happens(0.8)).map((journey) => forgedAsk(random, held, journey));
    const answer = await ask('pull', { limit, journeys: wanted });
    if (answer !== undefined) held = answer as unknown as PullResponse;
  };

  const push = async (): Promise<void> => {
    const journey = random.happens(0.85)
      ? random.pick(journeys)
      : random.pick(['J2', 'J3', 'template:first-time-manager:1.4.0', 'constructors']);
    const ops = [
      ...Array.from({ length: 1 + random.below(2) }, () =>
        forgedOperation(random, () => guessIn(journey), journey, person),
      ),
      refused(random, journey),
    ];
    const now = world.epochMs + world.scheduler.now;
    const txs = [
      {
        tx: 'forged',
        journey,
        ops: (random.happens(0.8) ? ops : ops.toReversed()).map((op, at) => ({ seq: at + 1, raw: now, clk: 0, ...op })),
      },
    ];
    await ask('push', { rawNow: now, clk: 0, txs });
  };

  return () =>
    void (random.happens(0.5) ? pull() : push()).catch((error: unknown) =>
      world.trace(`${device.index} forged in vain: ${String(error)}`),
    );
}

/** What a device that holds this would ask. */
const honest = (
  { access, journeys }: Pick<PullResponse, 'access' | 'journeys'>,
  names: readonly string[],
): readonly object[] =>
  names.map((id) => {
    const page = journeys.find((one) => one.id === id);
    return page === undefined ? { id, spaces: {} } : { id, cursor: page.to, spaces: access[id]?.spaces ?? {} };
  });

function forgedAsk(
  random: Random,
  { access, journeys }: Pick<PullResponse, 'access' | 'journeys'>,
  id: string,
): object {
  const real = journeys.find((page) => page.id === random.pick([id, id, 'J1', 'J2']))?.to;
  const spaces = random.pick<() => object>([
    () => access[id]?.spaces ?? {},
    () => ({}),
    () => wider(random, id, access[id]?.spaces ?? {}),
  ])();
  const cursor = random.pick<() => string>([
    () => real ?? resetCursor,
    () => resetCursor,
    () => changed(random, real),
    () => changed(random, real),
    () => 'nonsense',
    () => Buffer.from(JSON.stringify({ s: 'store-1', v: schemaVersion, r: random.below(200) })).toString('base64url'),
  ])();
  return { id, spaces, cursor, ...(random.happens(0.3) ? { snap: changed(random, real) } : {}) };
}

/** Grants that nobody gave, of spaces that there may be. */
function wider(random: Random, journey: string, spaces: Readonly<Record<string, string>>): object {
  const more = ['guides', 'circle', 'path', ...people.map(({ id }) => `pair:${membershipOf(journey, id)}`)].filter(() =>
    random.happens(0.5),
  );
  return {
    ...spaces,
    ...Object.fromEntries(more.map((space) => [`${journey}/${space}`, random.pick(['g1', 'g2', 'g1.2'])])),
  };
}

/** A cursor that a server made, with another revision in it. */
function changed(random: Random, cursor: string | undefined): string {
  if (cursor === undefined) return 'nonsense';
  const fields = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Record<string, unknown>;
  const more = random.happens(0.3) ? { p: { c: random.below(100), n: random.below(200), g: 'x'.repeat(16) } } : {};
  return Buffer.from(JSON.stringify({ ...fields, r: random.below(200), ...more })).toString('base64url');
}

function forgedOperation(random: Random, guess: () => Guess, journey: string, person: string): Fields {
  const { type, id } = guess();
  const t = random.happens(0.8) ? type : random.pick(types);
  const audience = random.pick([
    { kind: 'circle' },
    { kind: 'guides' },
    { kind: 'pair', relation: membershipOf(journey, random.pick(people).id) },
  ]);
  const space = `${journey}/${audience.kind === 'pair' ? `pair:${audience.relation}` : audience.kind}`;
  switch (random.below(8)) {
    case 0:
      return { k: 'del', t, id };
    case 1:
      return {
        k: 'do',
        name: random.pick(['audience.narrow', 'audience.widen', 'audience.propose']),
        args: { type: t, id, audience, proposal: `p-${random.below(9)}` },
      };
    case 2:
      return {
        k: 'do',
        name: random.pick(['audience.answer', 'membership.end', 'membership.pause', 'journey.stop']),
        args: { id: random.happens(0.5) ? id : membershipOf(journey, random.pick(people).id), isYes: true },
      };
    case 3:
      return {
        k: 'set',
        t: 'readMark',
        id: readMarkIdOf(id, membershipOf(journey, random.happens(0.5) ? person : random.pick(people).id)),
        space,
        f: { item: id },
      };
    case 4:
      return {
        k: 'set',
        t: 'contribution',
        id: `contribution-forged-${random.below(1e9)}`,
        space,
        f: { by: person, at: noon, audience, topic: id, replyTo: guess().id, kind: 'story', body: { text: 'x' } },
      };
    default:
      return {
        k: 'set',
        t,
        id,
        space,
        f: random.pick<Fields>([
          { body: { text: 'x' } },
          { state: 'closed' },
          { withdrawnAt: noon },
          { hiddenAt: noon },
          { item: guess().id },
          { audience },
        ]),
      };
  }
}

/** What is refused whatever there is, so that what is tried with it changes nothing. */
const refused = (random: Random, journey: string): Fields =>
  random.pick<Fields>([
    { k: 'set', t: 'salary', id: 'x', space: `${journey}/circle`, f: {} },
    { k: 'do', name: 'rope.cut', args: {} },
    { k: 'set', t: 'member', id: 'x', space: `${journey}/circle`, f: { name: 'x' } },
    { k: 'del', t: 'topic', id: 'topic-nowhere' },
  ]);
