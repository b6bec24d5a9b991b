import { Subject, Subscription } from 'rxjs';
import type { Env } from '../../src/env.js';
import { liveQuery } from '../../src/live/live-query.js';
import { type RecordType, recordSchemas } from '../../src/model/record.js';
import { furtherSchemas } from '../../src/model/scope/further-records.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Store, ViewRecord } from '../../src/store/store.js';
import type { Connectivity, ConnectivityEvent } from '../../src/sync/connectivity.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { type SyncEngine, startSyncEngine } from '../../src/sync/sync-engine.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import type { Device } from './device.js';
import { Life } from './life.js';
import { createFetch } from './simulated-fetch.js';
import { makeToken } from './tokens.js';
import type { World } from './world.js';

const types = [...Object.keys(recordSchemas), ...Object.keys(furtherSchemas)] as RecordType[];

export const shownIn = async (store: Store, journey: string): Promise<readonly ViewRecord[]> => {
  const records = await store.records(journey);
  return types.flatMap((type) => records.list(type));
};

/** One open page of a device: the real store and the real engine, in a life that may end at any moment. */
export class Page {
  readonly device: Device;
  readonly life: Life;
  readonly env: Env;
  readonly store: Store;
  readonly engine: SyncEngine;
  /** What each live query has said last, by journey. */
  readonly shown = new Map<string, readonly ViewRecord[]>();
  readonly openedAt: number;
  readonly #told: Subject<ConnectivityEvent>;
  readonly #subscriptions = new Subscription();
  isVisible: boolean;

  private constructor(world: World, device: Device, life: Life, env: Env, store: Store, isVisible: boolean) {
    this.device = device;
    this.life = life;
    this.env = env;
    this.store = store;
    this.isVisible = isVisible;
    this.openedAt = world.scheduler.now;
    this.#told = new Subject();
    const connectivity: Connectivity = {
      isOnline: () => device.isOnline,
      isVisible: () => this.isVisible,
      events$: this.#told,
    };
    const random = device.random.fork(`host/${device.pages.length}`);
    const tokens = createTokenKeeper(async () => {
      await life.pause(random.below(200));
      if (!device.isOnline) throw new TypeError('No network.');
      if (random.happens(world.faults.device.tokenError)) throw new Error('The host gives no token.');
      return makeToken(device.planned.tenant, device.planned.person, world.epochMs + world.scheduler.now);
    }, env);
    const adapter = createHttpAdapter({
      url: 'http://sync.test/',
      tokens,
      env,
      fetch: createFetch(world, device, life),
    });
    for (const journey of world.scopesOf(device.planned)) this.#watch(world, journey);
    this.engine = startSyncEngine({
      store,
      adapter: world.planted.adapter?.(adapter) ?? adapter,
      env,
      connectivity,
      name: `db:${device.owner}`,
    });
  }

  /** Settles when the store is open; rejects when the browser gives none. */
  static async open(world: World, device: Device, isVisible: boolean): Promise<Page> {
    const life = new Life(world.scheduler);
    const env = device.createEnv(world, life);
    const { planted, faults, scheduler } = world;
    const random = device.random.fork(`disk/${device.pages.length}`);
    const connected = device.disk.connect(life, {
      pause: () =>
        new Promise((resolve) => void scheduler.after(random.delayMs(world.faults.device.meanDiskMs), resolve)),
      isRefused: () => random.happens(world.faults.device.diskError),
      onCommit: () => random.happens(faults.device.crash) && world.isFaulty && life.die(),
    });
    const opened = await createRecordStore(planted.database?.(connected) ?? connected, env, `db:${device.owner}`);
    const page = new Page(world, device, life, env, planted.store?.(opened, env) ?? opened, isVisible);
    device.pages.push(page);
    return page;
  }

  #watch(world: World, journey: string): void {
    const { store } = this;
    this.#subscriptions.add(
      liveQuery(store, {
        concerns: ({ journeys }) => journeys.has(journey),
        read: () => shownIn(store, journey),
      }).subscribe({
        next: (shown) => {
          world.checks.view(this, journey, shown);
          this.shown.set(journey, shown);
        },
        // A store that fails ends a query, and says so; whoever shows it asks again.
        error: () => void this.life.after(500, () => this.#subscriptions.closed || this.#watch(world, journey)),
      }),
    );
  }

  tell(event: ConnectivityEvent): void {
    this.life.enter(() => this.#told.next(event));
  }

  show(isVisible: boolean): void {
    if (this.isVisible === isVisible) return;
    this.isVisible = isVisible;
    this.tell(isVisible ? 'visible' : 'hidden');
  }

  /** The page is left in good order. */
  async close(): Promise<void> {
    this.#subscriptions.unsubscribe();
    const ended = this.engine.close();
    this.store.close();
    await ended;
  }
}
