import { act } from './acts.js';
import { createForger } from './forger.js';
import { happen, openPage, setOnline, thaw } from './happenings.js';
import { deeds, type Action, type Plan } from './plan.js';
import { createRandom } from './random.js';
import { settled } from './scheduler.js';
import { settle, unrestOf } from './settlement.js';
import { announce, changeGrant, changeStanding } from './shared-scopes.js';
import { warmUp } from './warm-up.js';
import { World, type WorldOptions } from './world.js';

/** After the last fault everything is in step within so long. */
export const quietMs = 30_000;
/** More events than this is a run that never ends. */
const mostEvents = 3_000_000;
/** A page that stays open and looked at for a month hears its stream and asks now and then: so much happens by itself. */
const eventsPerSecond = 4;

export interface Result {
  readonly seed: number;
  /** What did not hold, if anything. */
  readonly violation: { readonly rule: string; readonly message: string } | undefined;
  /** SHA-256 of everything that happened. */
  readonly traceHash: string;
  readonly events: number;
  /** What was acknowledged, and how much of it the server took. */
  readonly texts: { readonly written: number; readonly acknowledged: number; readonly applied: number };
  readonly simulatedMs: number;
  /** How long it took to be in step, once nothing went wrong any more. */
  readonly quietAfterMs: number;
}

const deedsOfPeople: readonly string[] = deeds;

/** Runs one plan from the first day to the end, and looks whether every promise held. */
export async function simulate(
  plan: Plan,
  { onEnd, ...options }: Omit<WorldOptions, 'plan'> & { readonly onEnd?: (world: World) => void } = {},
): Promise<Result> {
  const world = new World({ ...options, plan });
  const onRejection = (reason: unknown): void =>
    world.fail('I14', `a rejection that nobody handled: ${reason instanceof Error ? reason.stack : String(reason)}`);
  process.on('unhandledRejection', onRejection);
  try {
    await run(world);
    await settled();
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  onEnd?.(world);
  const { violation, scheduler, oracle, traceHash } = world;
  const texts = [...oracle.texts.values()];
  return {
    seed: plan.seed,
    violation: violation && { rule: violation.rule, message: violation.message },
    traceHash,
    events: scheduler.events,
    texts: {
      written: texts.length,
      acknowledged: texts.filter(({ isAcknowledged }) => isAcknowledged).length,
      applied: texts.filter(({ applied }) => applied > 0).length,
    },
    simulatedMs: scheduler.now,
    quietAfterMs: world.quietAfterMs,
  };
}

async function run(world: World): Promise<void> {
  const { scheduler, plan } = world;
  const isOver = (): boolean => {
    if (scheduler.events > mostEvents + (scheduler.now / 1_000) * eventsPerSecond)
      world.fail('I13', 'the run does not end');
    return world.violation !== undefined;
  };
  await warmUp();
  await during(world, world.begin());
  for (const device of world.devices) {
    for (let tab = 0; tab < device.planned.tabs; tab++) openPage(world, device, tab === 0);
  }
  const forgers = world.devices
    .filter(({ index }) => world.forgers.includes(index))
    .map((device) => createForger(world, device));
  const startMs = scheduler.now;
  scheduler.after(1_000, () => world.setFaulty(true));
  for (const action of plan.actions) {
    scheduler.after(action.atMs, () => perform(world, action));
    // As often as anybody does something.
    for (const forge of forgers) scheduler.after(action.atMs + 1, forge);
  }
  const last = plan.actions.at(-1)?.atMs ?? 0;
  await scheduler.run(startMs + last + 2_000, isOver);
  if (isOver()) return;
  await during(world, becomeQuiet(world));
  if (isOver()) return;
  await during(world, settle(world));
  if (isOver()) return;
  await during(world, closeAll(world));
}

function perform(world: World, action: Action): void {
  const device = world.devices[action.device % world.devices.length];
  if (device === undefined) return;
  const random = createRandom(action.dice);
  world.trace(`${device.index} * ${action.deed}`);
  if (!deedsOfPeople.includes(action.deed)) return happen(world, action, device, random);
  const pages = device.livePages.filter(({ life }) => !life.isFrozen);
  if (pages.length === 0) return;
  const page = random.pick(pages);
  // What a page cannot store it does not acknowledge.
  page.life.enter(
    () =>
      void act(world, page, action.deed, random).catch((error: unknown) =>
        world.trace(`${device.index} refused ${String(error)}`),
      ),
  );
}

/** All faults end; then, without being asked, every device is in step within the time promised. */
async function becomeQuiet(world: World): Promise<void> {
  world.setFaulty(false);
  for (const node of world.nodes) {
    if (!node.isUp) node.restart();
    node.serve();
  }
  for (const device of world.devices) {
    device.wire.isCut = false;
    device.isLeft = false;
    setOnline(device, true);
    for (const page of device.livePages) thaw(page);
    const [first] = device.livePages;
    if (first === undefined) openPage(world, device, true);
    else {
      // Somebody looks.
      for (const page of device.livePages) page.show(false);
      first.show(true);
    }
  }
  await inStep(world);
  if (world.plan.isBeside && world.violation === undefined) await lastWord(world);
}

/** Every page comes to show what it may, within the time promised. */
async function inStep(world: World): Promise<void> {
  const { scheduler } = world;
  const since = scheduler.now;
  let unrest: string | undefined;
  do {
    await new Promise<void>((resolve) => void scheduler.after(1_500, resolve));
    unrest = undefined;
    for (const device of world.devices) {
      if (device.livePages.length === 0) openPage(world, device, true);
      for (const page of device.livePages) unrest ??= await unrestOf(world, page);
      if (device.livePages.length === 0) unrest ??= `${device.owner} (device ${device.index}) has no page`;
    }
  } while (unrest !== undefined && scheduler.now - since < quietMs);
  world.quietAfterMs = Math.max(world.quietAfterMs, scheduler.now - since);
  if (unrest !== undefined) world.fail('I13', `after ${quietMs} ms of calm ${unrest}`);
}

/** [SP9] What changes now, while nobody does anything, is told to all whom it concerns: a word, what somebody does, a grant. */
async function lastWord(world: World): Promise<void> {
  const random = world.random.fork('last word');
  await announce(world, random);
  await changeStanding(world, random);
  await changeGrant(world, random);
  await inStep(world);
}

/** A host may be about to give a token. */
const closingMs = 300;

/** Closing gives everything back. */
async function closeAll(world: World): Promise<void> {
  for (const device of world.devices) {
    for (const page of device.livePages) {
      await page.close();
      await new Promise<void>((resolve) => void world.scheduler.after(closingMs, resolve));
      if (page.life.timers > 0) world.fail('I12', `a closed page of ${device.owner} holds ${page.life.timers} timers`);
    }
  }
}

/** Lets time go on while something is under way. */
async function during(world: World, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  let failure: unknown;
  work.then(
    () => (isDone = true),
    (error: unknown) => ((failure = error), (isDone = true)),
  );
  await settled();
  await world.scheduler.run(Infinity, () => isDone || world.violation !== undefined);
  if (failure !== undefined) throw failure;
}
