import { createHash } from 'node:crypto';
import type { ProvisionedRecord } from '../../server/provisioning/provision.js';
import type { CommandRules } from '../../server/rules/commands.js';
import type { SyncService } from '../../server/sync/sync-service.js';
import type { SyncStorage } from '../../server/storage/sync-storage.js';
import type { Signals } from '../../server/storage/signals.js';
import type { Env } from '../../src/env.js';
import type { effectOf } from '../../src/protocol/command-effects.js';
import type { Database } from '../../src/store/database.js';
import type { Store } from '../../src/store/store.js';
import type { SyncAdapter } from '../../src/sync/sync-adapter.js';
import { Checks } from './checks.js';
import { watchedCommands } from './command-checks.js';
import { Device } from './device.js';
import { placeKey, recordKey } from './memory-state.js';
import { HeldAnswers } from './held-answers.js';
import { MemoryStorage } from './memory-storage.js';
import { NodeSignals } from './node-signals.js';
import { Oracle, Violation } from './oracle.js';
import { officers, people, journeyRecords, journeys } from './people.js';
import type { Faults, Plan, PlannedDevice } from './plan.js';
import { type Random, createRandom } from './random.js';
import type { StorageRecorder } from './recorded-storage.js';
import { Scheduler } from './scheduler.js';
import { ServerNode, calmNode } from './server-node.js';
import { beginBeside, scopesBeside } from './shared-scopes.js';
import { calmWire } from './simulated-network.js';

/** Stands in front of one of the ports, to see whether the simulation notices. */
export interface Planted {
  readonly storage?: (storage: SyncStorage) => SyncStorage;
  readonly service?: (service: SyncService, nowMs: () => number) => SyncService;
  readonly signals?: (signals: Signals) => Signals;
  readonly database?: (database: Database) => Database;
  readonly store?: (store: Store, env: Env) => Store;
  readonly adapter?: (adapter: SyncAdapter) => SyncAdapter;
  readonly commands?: CommandRules;
  readonly effectOf?: typeof effectOf;
}

/** Monday of week 11, in the morning. */
const epochMs = Date.UTC(2026, 10, 16, 9);
const restartMs = 3_000;

export interface WorldOptions {
  readonly plan: Plan;
  readonly planted?: Planted | undefined;
  /** Told of everything that happens, in order. */
  readonly onTrace?: ((line: string) => void) | undefined;
  /** Stands between the nodes and their database, to compare it with another. */
  readonly recorder?: StorageRecorder | undefined;
  /** What is added to the words of a record: the same run in another world. */
  readonly addition?: ((record: number) => string) | undefined;
  /** What its id ends with besides, in another world: a letter or nothing. */
  readonly ending?: ((record: number) => string) | undefined;
  /** Devices in whose hands there is also a program that is not ours. */
  readonly forgers?: readonly number[] | undefined;
}

/** Everything that a simulated run is made of. */
export class World {
  readonly plan: Plan;
  readonly planted: Planted;
  readonly addition: (record: number) => string;
  readonly ending: (record: number) => string;
  readonly forgers: readonly number[];
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly storage = new MemoryStorage();
  readonly oracle: Oracle;
  readonly checks: Checks;
  readonly nodes: readonly ServerNode[];
  readonly devices: Device[] = [];
  readonly epochMs = epochMs;
  faults: Faults;
  isFaulty = false;
  quietAfterMs = 0;
  /** The first promise that did not hold. */
  violation: Violation | undefined;
  readonly #heldAnswers = new HeldAnswers();
  readonly #signals: NodeSignals | undefined;
  readonly #hash = createHash('sha256');
  readonly #onTrace: ((line: string) => void) | undefined;

  constructor({
    plan,
    planted = {},
    onTrace,
    recorder,
    addition = () => '',
    ending = () => '',
    forgers = [],
  }: WorldOptions) {
    this.addition = addition;
    this.ending = ending;
    this.forgers = forgers;
    this.plan = plan;
    this.planted = planted;
    this.#onTrace = onTrace;
    this.random = createRandom(`run/${plan.seed}`);
    this.scheduler = new Scheduler(this.random.fork('ties'));
    this.faults = this.#calm();
    this.oracle = new Oracle(
      () => this.scheduler.now,
      epochMs,
      (plan.isBeside ? [...people, ...officers] : people).map(({ tenant, id }) => `${tenant}/${id}`),
    );
    this.checks = new Checks(this);
    this.storage.onCommit = (before, after) => {
      this.trace('commit');
      try {
        this.oracle.follow(after);
        this.#heldAnswers.demand(before, after);
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        this.violation ??= error;
      }
    };
    if (recorder) {
      this.storage.onBegin = recorder.begun;
      this.storage.onTransaction = recorder.committed;
    }
    this.#signals =
      plan.nodes > 1
        ? new NodeSignals(this.scheduler, this.random.fork('signals'), () => this.faults.node.signalLoss)
        : undefined;
    this.nodes = Array.from({ length: plan.nodes }, (_, index) => this.#createNode(index, recorder));
    for (const [index, planned] of plan.devices.entries()) this.devices.push(new Device(this, planned, index));
  }

  get traceHash(): string {
    return this.#hash.copy().digest('hex');
  }

  readonly trace = (line: string): void => {
    const stamped = `${this.scheduler.now} ${line}\n`;
    this.#hash.update(stamped);
    this.#onTrace?.(stamped);
  };

  fail(rule: string, message: string): void {
    this.violation ??= new Violation(rule, message);
  }

  /** From now on, or no longer, things go wrong. */
  setFaulty(isFaulty: boolean): void {
    this.isFaulty = isFaulty;
    this.faults = isFaulty ? this.plan.faults : this.#calm();
    for (const device of this.devices) device.wire.faults = this.faults.wire;
  }

  journeysOf(tenant: string): readonly string[] {
    return journeys.filter((planned) => planned.tenant === tenant).map(({ journey }) => journey);
  }

  /** All that a device could hold something of: journeys, and what there is beside them. */
  scopesOf({ tenant, person }: PlannedDevice): readonly string[] {
    return this.plan.isBeside ? [...this.journeysOf(tenant), ...scopesBeside(person)] : this.journeysOf(tenant);
  }

  isCoachee(owner: string, journey: string): boolean {
    return journeys.some(
      (planned) =>
        planned.journey === journey &&
        planned.members.some(({ person, role }) => role === 'coachee' && owner === `${planned.tenant}/${person}`),
    );
  }

  /** A load balancer: nearly always the same node. */
  nodeFor(device: Device): ServerNode {
    const usual = this.nodes[device.index % this.nodes.length] as ServerNode;
    if (usual.isUp && !device.random.happens(0.1)) return usual;
    return this.random.pick(this.nodes);
  }

  /** Writes as the host. */
  async provision(tenant: string, journey: string, records: readonly ProvisionedRecord[]): Promise<void> {
    await this.asHost((service) => service.provision({ tenant, journey, records }));
  }

  /** Does something as the host, through a node that is up; again when the node dies under it, as hosts do. */
  async asHost(run: (service: SyncService) => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      const node = this.nodes.find(({ isUp }) => isUp);
      const isDone = await new Promise<boolean>((resolve) => {
        if (node === undefined) return void this.scheduler.after(restartMs, () => resolve(false));
        node.life.onDeath(() => resolve(false));
        run(node.service).then(
          () => resolve(true),
          () => resolve(false),
        );
      });
      if (isDone) return;
      await new Promise<void>((resolve) => void this.scheduler.after(200, resolve));
    }
  }

  async begin(): Promise<void> {
    for (const planned of journeys) await this.provision(planned.tenant, planned.journey, journeyRecords(planned));
    if (this.plan.isBeside) await beginBeside(this);
  }

  /** What a device was told of its operations is looked at with what it had asked. */
  lost(tenant: string, journey: string, type: string, id: string, tracer: string): void {
    const winner = this.stateOf(tenant, journey)?.records.get(recordKey(type, id));
    try {
      if (winner !== undefined) this.oracle.followLost(tracer, winner);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violation ??= error;
    }
  }

  /** What the database holds of a journey. */
  stateOf(tenant: string, journey: string) {
    return this.storage.state.journeys.get(placeKey({ tenant, journey }));
  }

  #calm(): Faults {
    return {
      wire: { ...calmWire, meanLatencyMs: Math.min(80, this.plan.faults.wire.meanLatencyMs) },
      node: calmNode(this.plan.faults.node.pageRecords),
      device: { crash: 0, diskError: 0, tokenError: 0, meanDiskMs: this.plan.faults.device.meanDiskMs },
    };
  }

  #createNode(index: number, recorder: StorageRecorder | undefined): ServerNode {
    const random = this.random.fork(`node/${index}`);
    const signals = this.#signals;
    const { storage: plantedStorage, service: plantedService, signals: plantedSignals } = this.planted;
    const node = new ServerNode({
      scheduler: this.scheduler,
      random,
      storage: this.storage,
      epochMs,
      faults: () => this.faults.node,
      log: (line) => this.checks.log(line),
      wrapStorage: (storage) => {
        const watched = recorder?.watch(storage) ?? storage;
        return plantedStorage?.(watched) ?? watched;
      },
      wrapService: (service, nowMs) => this.#heldAnswers.watch(plantedService?.(service, nowMs) ?? service),
      commands: watchedCommands(this),
      connect:
        signals &&
        ((life) => {
          const connected = signals.connect(life);
          return plantedSignals?.(connected) ?? connected;
        }),
      onCrash: () => this.scheduler.after(random.below(restartMs), () => node.isUp || node.restart()),
    });
    return node;
  }
}
