import type { Env } from '../../src/env.js';
import { DeviceDisk } from './device-disk.js';
import type { Page } from './page.js';
import type { PlannedDevice } from './plan.js';
import { Wire } from './simulated-network.js';
import { TabChannels } from './tab-channels.js';
import { TabLocks } from './tab-locks.js';
import type { Life } from './life.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** What one person has in their hands: a disk, a clock, a wire, and pages that come and go. */
export class Device {
  readonly planned: PlannedDevice;
  /** `tenant/person`. */
  readonly owner: string;
  readonly index: number;
  /** Of this device and those copied from it. */
  readonly family: number;
  readonly random: Random;
  readonly locks = new TabLocks();
  readonly channels: TabChannels;
  readonly wire: Wire;
  readonly disk: DeviceDisk;
  readonly pages: Page[] = [];
  clockOffsetMs: number;
  isOnline = true;
  /** Nobody is there to look. */
  isLeft = false;

  constructor(world: World, planned: PlannedDevice, index: number, family = index, disk = new DeviceDisk()) {
    this.planned = planned;
    this.owner = `${planned.tenant}/${planned.person}`;
    this.index = index;
    this.family = family;
    this.disk = disk;
    this.clockOffsetMs = planned.clockOffsetMs;
    this.random = world.random.fork(`device/${index}`);
    this.wire = new Wire(world.scheduler, this.random.fork('wire'), world.faults.wire);
    this.channels = new TabChannels(world.scheduler, this.random.fork('channel'), (message) =>
      world.checks.message(this, message),
    );
    disk.onWrite = (table, key, value) => world.checks.row(this, table, key, value);
  }

  get livePages(): readonly Page[] {
    return this.pages.filter(({ life }) => !life.isDead);
  }

  /** The clock, chance, lines and locks of one page. */
  createEnv(world: World, life: Life): Env {
    const random = this.random.fork(`page/${this.pages.length}`);
    const { hasLocks } = this.planned;
    return {
      now: () => world.epochMs + world.scheduler.now + this.clockOffsetMs,
      elapsed: () => world.scheduler.now,
      after: (delayMs, run) => life.after(delayMs, run),
      random: () => random.next(),
      randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
      openChannel: (name, onMessage) => this.channels.open(life, name, onMessage),
      lock: (name, signal, run) => (hasLocks ? this.locks.request(life, name, signal, run) : undefined),
    };
  }
}
