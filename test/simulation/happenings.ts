import { act, hostRecords } from './acts.js';
import { Device } from './device.js';
import { Page } from './page.js';
import type { Action } from './plan.js';
import { type Random } from './random.js';
import { announce, changeGrant, changeStanding, takeAway } from './shared-scopes.js';
import type { World } from './world.js';

/** After so long without anybody the servers sleep. */
const longMs = 120_000;

/** Opens one more page; one that is looked at hides the others. A browser that gives no storage gives no page. */
export function openPage(world: World, device: Device, isVisible: boolean): void {
  const isSeen = isVisible && !device.isLeft;
  if (isSeen) for (const page of device.livePages) page.show(false);
  Page.open(world, device, isSeen).catch(() => world.trace(`${device.index} could not open a page`));
}

/** Lets something happen to a device, to the network or to the servers. */
export function happen(world: World, { deed, ms = 0 }: Action, device: Device, random: Random): void {
  const { scheduler } = world;
  const pages = device.livePages;
  const page = pages.length > 0 ? random.pick(pages) : undefined;
  switch (deed) {
    case 'openTab':
      if (pages.length < 3) openPage(world, device, random.happens(0.7));
      return;
    case 'closeTab':
      void page?.close().then(() => page.life.die());
      return;
    case 'killTab':
      return page?.life.die();
    case 'freezeTab':
      if (page === undefined || page.life.isFrozen) return;
      page.show(false);
      page.tell('freeze');
      scheduler.after(50, () => page.life.freeze());
      scheduler.after(50 + ms, () => thaw(page));
      return;
    case 'showTab':
      for (const other of pages) other.show(other === page && !device.isLeft);
      return;
    case 'hideTabs':
      for (const other of pages) other.show(false);
      return;
    case 'powerCut':
      for (const other of pages) other.life.die();
      device.disk.powerCut(random);
      scheduler.after(2_000, () => openPage(world, device, true));
      return;
    case 'offline':
      setOnline(device, false);
      scheduler.after(ms, () => setOnline(device, true));
      return;
    case 'cutWire':
      device.wire.isCut = true;
      scheduler.after(ms, () => (device.wire.isCut = false));
      return;
    case 'stepClock':
      device.clockOffsetMs += ms;
      for (const text of world.oracle.texts.values())
        if (text.family === device.family && text.applied === 0) text.isOutOfTime = true;
      return;
    case 'restartNode': {
      const node = random.pick(world.nodes);
      if (random.happens(0.5)) void node.service.close();
      scheduler.after(random.below(50), () => node.crash());
      return;
    }
    case 'renameStore':
      world.storage.store = `store-${random.below(1e9)}`;
      return;
    case 'cloneDevice':
      return cloneDevice(world, device, random);
    case 'wipeDevice':
      return wipeDevice(world, device);
    case 'host': {
      const journey = random.pick(world.journeysOf('acme'));
      void world.provision('acme', journey, hostRecords(journey, random));
      return;
    }
    case 'grant':
      return void changeGrant(world, random);
    case 'standing':
      return void changeStanding(world, random);
    case 'announce':
      return void announce(world, random);
    case 'interlude':
      return interlude(world, device, random);
    case 'forgetRemovals': {
      const journey = random.pick(world.journeysOf('acme'));
      const rev = world.stateOf('acme', journey)?.row.rev ?? 0;
      return world.storage.forgetRemovals({ tenant: 'acme', journey }, random.below(rev + 1));
    }
    case 'leaveAll':
      scheduler.after(
        longMs,
        () => world.devices.every(({ isLeft }) => isLeft) && world.nodes.forEach((node) => node.sleep()),
      );
      for (const one of world.devices) leave(world, one, random, ms);
      return;
    default:
      return;
  }
}

export function setOnline(device: Device, isOnline: boolean): void {
  if (device.isOnline === isOnline) return;
  device.isOnline = isOnline;
  for (const page of device.livePages) page.tell(isOnline ? 'online' : 'offline');
}

export function thaw(page: Page): void {
  if (!page.life.isFrozen) return;
  page.life.thaw();
  page.tell('resume');
}

/** While somebody is away something is taken from them, others delete what it opened, and it is given again. */
function interlude(world: World, device: Device, random: Random): void {
  const { scheduler } = world;
  setOnline(device, false);
  const give = takeAway(world, device.planned.person, random);
  const meanwhile = world.devices.flatMap((other) => (other === device ? [] : other.livePages.slice(0, 1)));
  for (const page of meanwhile)
    for (let times = 0; times < 5; times++) {
      const chance = random.fork(`${page.device.index} ${times}`);
      scheduler.after(2_000 + times * 400, () =>
        page.life.enter(() => void act(world, page, 'unshare', chance).catch(() => undefined)),
      );
    }
  scheduler.after(8_000, () => void give());
  scheduler.after(10_000, () => setOnline(device, true));
}

/** People go home: pages are closed, hidden or left frozen, and somebody looks again when they are back. */
function leave(world: World, device: Device, random: Random, ms: number): void {
  device.wire.isCut = false;
  device.isLeft = true;
  for (const page of device.livePages) {
    page.show(false);
    if (random.happens(0.4)) page.life.die();
    else if (random.happens(0.5) && !page.life.isFrozen) {
      page.tell('freeze');
      world.scheduler.after(50, () => page.life.freeze());
    }
  }
  world.scheduler.after(ms + random.below(2_000), () => {
    device.isLeft = false;
    for (const node of world.nodes) node.serve();
    const [first, ...others] = device.livePages;
    for (const page of others) if (random.happens(0.5)) page.life.die();
    if (first === undefined) return openPage(world, device, true);
    thaw(first);
    first.show(true);
  });
}

/** A profile copied to a second machine: two devices that believe they are one. */
function cloneDevice(world: World, device: Device, random: Random): void {
  for (const text of world.oracle.texts.values()) {
    if (text.family !== device.family) continue;
    text.isCopied = true;
    // The other machine has a clock of its own.
    if (text.applied === 0) text.isOutOfTime = true;
  }
  const copy = new Device(world, device.planned, world.devices.length, device.family, device.disk.clone());
  world.devices.push(copy);
  world.checks.cloned(device);
  world.scheduler.after(random.below(3_000), () => openPage(world, copy, true));
}

/** The browser throws away what it kept: what was not sent is gone, and nothing else. */
function wipeDevice(world: World, device: Device): void {
  for (const page of device.livePages) page.life.die();
  device.disk.wipe();
  for (const text of world.oracle.texts.values()) if (text.family === device.family) text.isExcused = true;
  world.scheduler.after(1_000, () => openPage(world, device, true));
}
