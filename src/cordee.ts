import { createChallenges } from './domain/challenges/challenges.js';
import type { Circle, CordeeClient } from './api/client.js';
import { createSync } from './client-sync.js';
import { type Env, systemEnv } from './env.js';
import { CordeeError, SyncError, ValidationError } from './errors.js';
import { createJourneys } from './domain/journeys/journeys.js';
import type { Export } from './api/export.js';
import type { Highlights } from './api/highlights.js';
import type { Inspect } from './api/inspect.js';
import type { Plans } from './api/plans.js';
import type { Queries } from './api/queries.js';
import type { Pace } from './api/journey-state.js';
import type { Served } from './api/served.js';
import type { TraceEvent } from './api/trace.js';
import type { Goals } from './api/goals.js';
import type { Moments } from './api/moments.js';
import type { Drafts, News, OwnWords } from './api/inbox.js';
import type { Overview } from './api/overview.js';
import { lazyPart } from './util/lazy.js';
import { firstOf } from './util/observe-late.js';
import { type Id, idRule, isId } from './model/value/ids.js';
import type { Opened } from './opened.js';
import { digestsFor } from './domain/support/screen.js';
import { topicsOf } from './domain/support/topics.js';
import { type DomainContext, watchScreen } from './domain/support/domain-context.js';
import { fetchRecovery } from './store/fetch-recovery.js';
import { databaseNameOf, openStore } from './store/open-store.js';
import { type Store, deedsOf } from './store/store.js';
import { type Connectivity, browserConnectivity } from './sync/connectivity.js';
import { createHttpAdapter } from './sync/http-adapter.js';
import type { SyncAdapter } from './sync/sync-adapter.js';
import { startSyncEngine } from './sync/sync-engine.js';
import { fetchPush } from './sync/fetch-push.js';
import { type TokenFactory, claimsOf, createTokenKeeper } from './sync/token-keeper.js';

export interface CordeeOptions {
  /** Where the sync server is; a relative one is taken from the page's. */
  readonly url: string;
  /**
   * Gives the host's token for this person. Asked again with `refresh` true when the one before is
   * no longer good; asked once however many wait for it.
   */
  readonly getToken: TokenFactory;
  /**
   * Whose Cordée it is, as the token says (`tenant`, `sub`). With it the journey shows at once and
   * without a network; without it, once the first token is there.
   */
  readonly user?: { readonly tenant: string; readonly id: Id } | undefined;
  /** `nothing`: keeps no copy on this device, so that all is gone when the page is left. `device` unless said. */
  readonly keep?: 'device' | 'nothing' | undefined;
  /** Keeps things elsewhere than in this browser's IndexedDB. */
  readonly store?: Store | undefined;
  /** Speaks to a server that does not speak our protocol. */
  readonly adapter?: SyncAdapter | undefined;
  /** Time and chance, for tests. */
  readonly env?: Env | undefined;
  /** What tells of the network and of the page, for tests. */
  readonly connectivity?: Connectivity | undefined;
  /**
   * Told of what the store and the sync do: ids, counts, codes and times, no words. Its code is fetched
   * when it is given; where that cannot be, nothing is told. What it throws changes nothing.
   */
  readonly onTrace?: ((event: TraceEvent) => void) | undefined;
}

/**
 * Opens a person's Cordée on this device and begins to keep it in step with the server.
 *
 * Settles when the store is open, without waiting for the network. `close()` undoes it.
 *
 * @throws SyncError `CORDEE_SYNC_AUTH` when it is not known whose it is: no `user` was given and the host gave no token.
 */
export async function createCordee(options: CordeeOptions): Promise<CordeeClient> {
  const env = options.env ?? systemEnv;
  const url = new URL(options.url, globalThis.location?.href).href;
  // Taken now, so that a page that patches it later changes nothing.
  const fetch = globalThis.fetch.bind(globalThis);
  const tokens = createTokenKeeper(options.getToken, env, options.user);
  const person = options.user ?? (await personOf(await tokens.get()));
  if (!isId(person.id)) {
    throw new ValidationError('Cordée cannot keep this id.', [{ path: 'user.id', message: idRule }]);
  }
  const name = databaseNameOf(url, person.tenant, person.id);
  const { onTrace } = options;
  const trace =
    onTrace &&
    (await import('./trace/trace.js').then(
      ({ createTrace }) => createTrace(onTrace, env, fetch),
      () => undefined,
    ));
  const inner =
    options.store ??
    (await openStore(name, env, { keep: options.keep, digests: digestsFor(person.id), wrap: trace?.database }));
  const line = options.adapter ?? createHttpAdapter({ url, tokens, env, fetch: trace?.fetch ?? fetch });
  const store = trace?.store(inner) ?? inner;
  const adapter = trace?.adapter(line) ?? line;
  const connectivity = options.connectivity ?? browserConnectivity();
  const engine = startSyncEngine({
    store,
    adapter,
    env,
    connectivity,
    name,
    person: person.id,
  });
  trace?.follow(engine);
  let isClosed = false;
  const domain: DomainContext = {
    store: guarded(store, () => isClosed),
    env,
    person: person.id,
    call: adapter.call,
    unreadable: trace?.unreadable,
  };
  const overview = lazyPart<Overview>(async () =>
    (await import('./domain/overview/overview.js')).createOverview(domain),
  );
  const opened = lazyPart<Opened>(async () => (await import('./opened.js')).createOpened(domain));
  // For when there will be no network: a browser may remember that it could not fetch something, so it is not asked without one.
  const stopCalm = env.after(calmMs, () =>
    whenIdle(
      () =>
        isClosed ||
        !connectivity.isOnline() ||
        void Promise.all([import('./opened.js'), fetchRecovery(), fetchPush()]).catch(() => undefined),
    ),
  );
  const end = (): Promise<void> => {
    isClosed = true;
    stopCalm();
    return engine.close();
  };
  const close = async (): Promise<void> => {
    if (isClosed) return;
    const ended = end();
    // Before the last cycle ends, so that nobody is told of what it still stores.
    store.close();
    await ended;
  };
  return {
    person: { tenant: person.tenant, id: person.id },
    journeys: {
      ...createJourneys(domain),
      watchStep: opened.watchStep,
      moveStep: opened.moveStep,
      answer: opened.answer,
      watchBoard: overview.watchBoard,
      watchDue: overview.watchDue,
    },
    forum: {
      watchTopics: (journey) =>
        watchScreen(
          domain,
          journey,
          [],
          (context) => ({ topics: topicsOf(context) }),
          ({ topics }) => topics,
        ),
      watchTopic: opened.watchTopic,
      open: opened.open,
      contribute: opened.contribute,
      markRead: opened.markRead,
      watchUnread: (options) => overview.watchUnread(options?.since),
      watchNewest: (journey, topic, { count }) => overview.watchNewest(journey, topic, count),
    },
    challenges: { ...createChallenges(domain), raise: opened.raise, markSeen: opened.markSeen },
    circle: lazyPart<Circle>(async () => (await import('./domain/circle/circle.js')).createCircle(domain)),
    goals: lazyPart<Goals>(async () => (await import('./domain/goals/goals.js')).createGoals(domain)),
    pace: lazyPart<Pace>(async () => (await import('./domain/journey-state/journey-state.js')).createPace(domain)),
    plans: lazyPart<Plans>(async () => (await import('./domain/plans/plans.js')).createPlans(domain)),
    highlights: lazyPart<Highlights>(async () =>
      (await import('./domain/highlights/highlights.js')).createHighlights(domain),
    ),
    export: lazyPart<Export>(async () => (await import('./domain/export/export.js')).createExport(domain)),
    served: lazyPart<Served>(async () => (await import('./domain/served/served.js')).createServed(domain)),
    inspect: lazyPart<Inspect>(async () => (await import('./domain/inspect/inspect.js')).createInspect(domain)),
    queries: lazyPart<Queries>(async () =>
      (await import('./domain/queries/queries.js')).createQueries(domain, connectivity),
    ),
    drafts: lazyPart<Drafts>(async () => (await presence()).createDrafts(domain)),
    words: lazyPart<OwnWords>(async () => (await presence()).createOwnWords(domain)),
    news: lazyPart<News>(async () => (await presence()).createNews(domain)),
    moments: lazyPart<Moments>(async () => (await presence()).createMoments(domain)),
    watchSearch: (text, { limit = 50 } = {}) => overview.watchSearch(text, limit),
    search: (text, { limit = 50 } = {}) => firstOf(overview.watchSearch(text, limit)),
    sync: createSync(domain, engine),
    close,
    async signOut({ discard = false } = {}) {
      const count = discard ? 0 : await onlyHere(domain.store);
      if (count > 0) {
        throw new SyncError(
          'CORDEE_SYNC_UNSENT',
          `${count} changes are on this device only: wait, export them, or sign out with { discard: true }.`,
          { retryable: true },
        );
      }
      const ended = end();
      await store.destroy();
      await ended;
    },
  };
}

/** How long after the beginning, at the earliest, what is opened from a first screen is fetched. */
const calmMs = 1_000;
/** When the page has nothing else to do, and within two seconds all the same. */
const whenIdle = (run: () => unknown): void =>
  void (typeof requestIdleCallback === 'function' ? requestIdleCallback(run, { timeout: 2_000 }) : run());

const presence = () => import('./domain/inbox/inbox.js');

/** How much would be nowhere any more without this device: what waits, words that were refused, and what is never sent. */
async function onlyHere(store: Store): Promise<number> {
  const [waiting, tray, own = 0] = await Promise.all([store.waiting(), store.tray(), store.own?.()]);
  return deedsOf(waiting).pending + tray.filter(({ change }) => change.kind === 'set').length + own;
}

async function personOf(token: string): Promise<{ readonly tenant: string; readonly id: string }> {
  const { sub, tenant } = claimsOf(token);
  if (typeof sub === 'string' && typeof tenant === 'string') return { tenant, id: sub };
  throw new SyncError('CORDEE_SYNC_AUTH', 'The token needs "sub" and "tenant", or give `user`.', { retryable: false });
}

/** A closed client says so, instead of failing somewhere inside. */
const guarded = (store: Store, isClosed: () => boolean): Store =>
  new Proxy(store, {
    get(target, name) {
      if (isClosed())
        throw new CordeeError('CORDEE_CLIENT_CLOSED', 'This Cordée was closed: make another with createCordee().');
      const value: unknown = Reflect.get(target, name);
      // A store may be an object of a class with private fields: its methods are its own.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
