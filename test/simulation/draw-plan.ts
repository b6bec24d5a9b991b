import { type Action, type Deed, type Faults, type Plan, type PlannedDevice } from './plan.js';
import { officers, people } from './people.js';
import { type Random, createRandom } from './random.js';

const secondMs = 1_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How far clocks jump, both ways. */
const clockStepsMs: readonly number[] = [5 * 60_000, -5 * 60_000, dayMs, -dayMs, 3_652 * dayMs, -3_652 * dayMs, -1_500];
/** How long people are away, between two times that they work. */
const awayMs: readonly number[] = [30 * secondMs, 10 * 60_000, 8 * hourMs, 3 * dayMs, 30 * dayMs];
const offlineMs: readonly number[] = [3 * secondMs, 20 * secondMs, 90 * secondMs, 6 * hourMs, 2 * dayMs, 30 * dayMs];

const weights: readonly (readonly [Deed, number])[] = [
  ['openTopic', 14],
  ['contribute', 20],
  ['challenge', 4],
  ['answerStep', 5],
  ['editOwn', 16],
  ['editOther', 2],
  ['deleteOwn', 5],
  ['narrow', 7],
  ['widen', 12],
  ['markRead', 10],
  ['moveStep', 4],
  ['moveTopic', 3],
  ['several', 4],
  ['forge', 2],
  ['keepForSelf', 3],
  ['rate', 1],
  ['member', 4],
  ['command', 12],
  ['dismiss', 1],
  ['syncNow', 2],
  ['host', 6],
  ['openTab', 4],
  ['closeTab', 3],
  ['killTab', 3],
  ['freezeTab', 3],
  ['showTab', 4],
  ['hideTabs', 2],
  ['powerCut', 1.5],
  ['offline', 5],
  ['cutWire', 3],
  ['stepClock', 2],
  ['restartNode', 2],
  ['renameStore', 0.4],
  ['cloneDevice', 0.8],
  ['wipeDevice', 0.4],
  ['forgetRemovals', 0.6],
];

/** What one seed is about: each draws its own people, faults and habits, and some have no faults of a kind at all. */
export function drawPlan(seed: number): Plan {
  const random = createRandom(`plan/${seed}`);
  const devices = drawDevices(random.fork('devices'));
  return withScopes(random.fork('scopes'), {
    seed,
    nodes: random.pick([1, 1, 2, 3]),
    devices,
    faults: drawFaults(random.fork('faults')),
    actions: drawActions(random.fork('actions'), devices.length),
  });
}

/** What is done in scopes without members, in the place of something else, so that a seed does not take longer. */
const sharedDeeds: readonly Deed[] = [
  'share',
  'share',
  'share',
  'share',
  'reword',
  'reword',
  'unshare',
  'settle',
  'note',
  'note',
  'grant',
  'grant',
  'standing',
  'standing',
  'announce',
  'interlude',
];
/** What it never takes the place of: somebody comes and goes, and time goes on. */
const kept: readonly Deed[] = ['leaveAll', 'stepClock', 'freezeTab', 'offline', 'cutWire', 'restartNode'];

/** Every other seed has scopes beside its journeys; the rest are as they would be without. */
function withScopes(random: Random, plan: Plan): Plan {
  if (random.happens(0.5)) return plan;
  const count = plan.devices.length;
  const devices = plan.devices.map((device, at): PlannedDevice => {
    const isOld = random.happens(0.12);
    // The first two are always there; the last may be a second one of somebody.
    const { tenant, id } =
      at >= 2 && random.happens(0.6)
        ? random.pick(officers)
        : at >= 2 && at === count - 1
          ? random.pick([...officers, { tenant: 'acme', id: 'marc' }, { tenant: 'acme', id: 'ines' }])
          : { tenant: device.tenant, id: device.person };
    return { ...device, tenant, person: id, ...(isOld ? { isOld } : {}) };
  });
  const share = random.pick([0.2, 0.4, 0.7]);
  const actions = plan.actions.map((action): Action =>
    kept.includes(action.deed) || !random.happens(share) ? action : { ...action, deed: random.pick(sharedDeeds) },
  );
  return { ...plan, devices, actions, isBeside: true };
}

function drawDevices(random: Random): readonly PlannedDevice[] {
  const others = people.filter(({ tenant, id }) => tenant !== 'acme' || (id !== 'ines' && id !== 'marc'));
  const chosen = [
    { tenant: 'acme', id: 'ines' },
    { tenant: 'acme', id: 'marc' },
    ...Array.from({ length: 2 + random.below(4) }, () => random.pick(random.happens(0.35) ? people : others)),
  ];
  return chosen.map(({ tenant, id }) => ({
    tenant,
    person: id,
    tabs: random.pick([1, 1, 2, 2, 3]),
    clockOffsetMs: random.happens(0.3) ? random.pick(clockStepsMs) : random.below(2_000),
    hasLocks: random.happens(0.85),
  }));
}

function drawFaults(random: Random): Faults {
  // Many seeds lack a kind of fault, so that it does not always mask another.
  const chance = (most: number): number => (random.happens(0.45) ? 0 : random.next() * most);
  return {
    wire: {
      meanLatencyMs: random.pick([5, 20, 80, 400]),
      requestLoss: chance(0.15),
      answerLoss: chance(0.2),
      duplicate: chance(0.2),
      late: chance(0.06),
      proxy: chance(0.04),
    },
    node: {
      crash: chance(0.006),
      storageError: chance(0.03),
      signalLoss: chance(0.3),
      unavailable: chance(0.05),
      forgottenCursor: random.happens(0.5) ? 0 : chance(0.05),
      longestMs: random.pick([3, 20, 150]),
      pageRecords: random.pick([3, 8, 30, 500]),
    },
    device: {
      crash: chance(0.003),
      diskError: chance(0.01),
      tokenError: chance(0.1),
      meanDiskMs: random.pick([1, 3, 12]),
    },
  };
}

function drawActions(random: Random, devices: number): readonly Action[] {
  // Each seed has its own habits: some deeds never, some often.
  const habits = weights.map(([deed, weight]) => [deed, weight * random.pick([0, 0.5, 1, 1, 2])] as const);
  const total = habits.reduce((sum, [, weight]) => sum + weight, 0);
  const drawDeed = (): Deed => {
    let at = random.next() * total;
    return habits.find(([, weight]) => (at -= weight) < 0)?.[0] ?? 'openTopic';
  };
  const actions: Action[] = [];
  const paceMs = random.pick([120, 500, 2_000]);
  const count = random.pick([60, 120, 200, 300]);
  let atMs = 2_000;
  let untilAway = 20 + random.below(60);
  for (let made = 0; made < count; made++) {
    atMs += random.delayMs(paceMs);
    const deed = untilAway-- <= 0 ? 'leaveAll' : drawDeed();
    const ms = durationOf(random, deed);
    actions.push({
      atMs,
      deed,
      device: random.below(devices),
      dice: random.below(2 ** 31),
      ...(ms === undefined ? {} : { ms }),
    });
    if (deed !== 'leaveAll') continue;
    atMs += ms ?? 0;
    untilAway = 20 + random.below(60);
  }
  return actions;
}

function durationOf(random: Random, deed: Deed): number | undefined {
  switch (deed) {
    case 'leaveAll':
      return random.pick(awayMs);
    case 'offline':
      return random.pick(offlineMs);
    case 'cutWire':
      return random.delayMs(20_000);
    case 'freezeTab':
      return random.pick([2_000, 40_000, 120_000, hourMs]);
    case 'stepClock':
      return random.pick(clockStepsMs);
    case 'restartNode':
      return random.delayMs(3_000);
    default:
      return undefined;
  }
}
