import type { NodeFaults } from './server-node.js';
import type { WireFaults } from './simulated-network.js';

/** A device of one person, and how their browser is. */
export interface PlannedDevice {
  readonly tenant: string;
  readonly person: string;
  readonly tabs: number;
  /** How far its clock is from the server's when it begins. */
  readonly clockOffsetMs: number;
  /** Whether this browser has locks: in an insecure context it has none. */
  readonly hasLocks: boolean;
  /** It is of a version that knows journeys and templates only. */
  readonly isOld?: true;
}

/** What a device may suffer. Chances are per transaction, request for a token, or read. */
export interface DeviceFaults {
  /** A page dies as a transaction of its is complete. */
  readonly crash: number;
  readonly diskError: number;
  readonly tokenError: number;
  readonly meanDiskMs: number;
}

export interface Faults {
  readonly wire: WireFaults;
  readonly node: NodeFaults;
  readonly device: DeviceFaults;
}

/** What people do. */
export const deeds = [
  'openTopic',
  'contribute',
  'challenge',
  'answerStep',
  'editOwn',
  'editOther',
  'deleteOwn',
  'narrow',
  'widen',
  'markRead',
  'moveStep',
  'moveTopic',
  'several',
  'forge',
  'keepForSelf',
  'note',
  'share',
  'reword',
  'unshare',
  'settle',
  'rate',
  'member',
  'command',
  'dismiss',
  'syncNow',
] as const;
/** What happens to them, their devices and the servers. */
export const events = [
  'host',
  'grant',
  'standing',
  'announce',
  'interlude',
  'openTab',
  'closeTab',
  'killTab',
  'freezeTab',
  'showTab',
  'hideTabs',
  'powerCut',
  'offline',
  'cutWire',
  'stepClock',
  'restartNode',
  'renameStore',
  'cloneDevice',
  'wipeDevice',
  'forgetRemovals',
  'leaveAll',
] as const;
export type Deed = (typeof deeds)[number] | (typeof events)[number];

/** One thing that happens. Its details come from `dice` and from how things are then, so that leaving another out changes little. */
export interface Action {
  readonly atMs: number;
  readonly deed: Deed;
  readonly device: number;
  readonly dice: number;
  /** How long it lasts, or how far it goes. */
  readonly ms?: number;
}

/** Everything that a simulation is: the same plan gives the same run, to the byte. */
export interface Plan {
  readonly seed: number;
  readonly nodes: number;
  /** Whether there is anything beside the journeys: a company, cohorts, what is somebody's own. */
  readonly isBeside?: true;
  readonly devices: readonly PlannedDevice[];
  readonly faults: Faults;
  readonly actions: readonly Action[];
}
