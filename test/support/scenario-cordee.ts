import type { DraftView } from '../../src/index.js';
import { createTestStore } from '../../src/testing/test-device.js';
import {
  type TestCordee,
  type TestCordeeOptions,
  type TestEnv,
  type TestServer,
  createMemoryDatabase,
  createTestCordee,
  createTestEnv,
  createTestServer,
} from '../../src/testing/index.js';
import { doCommands, makeLinks } from './scenario-commands.js';
import { type ScenarioContent, scenarioScopes } from './scenario-journey.js';
import { journeyId, scenario, scenarioNow } from './scenario-records.js';

export { journeyId, scenarioNow };

export interface ScenarioOptions
  extends ScenarioContent, Omit<Partial<TestCordeeOptions>, 'journeys' | 'templates' | 'person'> {
  /** Switches the network off once all is here. */
  readonly isOffline?: boolean;
  /** Fails what is read of the device, or answers nothing, once all is here. */
  readonly reads?: 'fail' | 'wait';
  /** What was begun and not posted before. */
  readonly begun?: readonly DraftView[];
  /** The browser, of which several clients are tabs. */
  readonly browser?: ScenarioBrowser;
}

/** What several pages of one person share. */
export interface ScenarioBrowser extends Required<Pick<TestCordeeOptions, 'person' | 'database' | 'env' | 'server'>> {
  /** What was begun and not posted, by its place, as it is on the disk. */
  readonly drafts: ReadonlyMap<string, DraftView>;
}

/** A browser of somebody of the scenario, in which several pages may be open, one after another or at once. */
export async function createBrowser(person = 'ines', content: ScenarioContent = {}): Promise<ScenarioBrowser> {
  const env = createTestEnv({ now: scenarioNow });
  const database = createMemoryDatabase();
  const { store } = await createTestStore(env, { database, keeps: true });
  const drafts = new Map<string, DraftView>();
  const read = async (): Promise<void> => {
    const kept = (await store.records(journeyId)).list('draft');
    drafts.clear();
    for (const { fields } of kept) {
      const { words, place, at } = fields as unknown as { words: DraftView; place: string; at: string };
      drafts.set(place, { ...words, place, at });
    }
  };
  store.commits$.subscribe(() => void read());
  return { person, database, env, server: scenarioServer(person, content, env), drafts };
}

/** What the server of the scenario holds, gives one person of it, and does. */
function scenarioServer(person: string, content: ScenarioContent, env: TestEnv): TestServer {
  const server = createTestServer(person, scenarioScopes({ ...content, person }), env);
  doCommands(server, person, env.now);
  makeLinks(server, journeyId, env.now);
  return server;
}

/** A real client of one person of the scenario, at the scenario's moment. */
export async function createScenarioCordee(given: ScenarioOptions = {}): Promise<TestCordee> {
  const options = { person: 'ines', env: createTestEnv({ now: scenarioNow }), ...given, ...given.browser };
  const { person, env, server = scenarioServer(person, given, env), begun = [], isOffline = false, reads } = options;
  await fetchParts();
  const cordee = await createTestCordee({ ...options, tenant: scenario.company.id, server });
  for (const { place, ...words } of begun) await cordee.client.drafts.keep(journeyId, place, words);
  if (isOffline) await cordee.goOffline();
  cordee.device.reads(reads);
  return cordee;
}

let parts: Promise<unknown> | undefined;
/** All that a client fetches when it is asked for, so that a test waits for nothing but its turn. */
const fetchParts = (): Promise<unknown> =>
  (parts ??= Promise.all([
    import('../../src/opened.js'),
    import('../../src/domain/overview/overview.js'),
    import('../../src/domain/circle/circle.js'),
    import('../../src/domain/goals/goals.js'),
    import('../../src/domain/journey-state/journey-state.js'),
    import('../../src/domain/plans/plans.js'),
    import('../../src/domain/highlights/highlights.js'),
    import('../../src/domain/export/export.js'),
    import('../../src/domain/served/served.js'),
    import('../../src/domain/inbox/inbox.js'),
    import('../../src/domain/support/retry-refused.js'),
    import('../../src/store/fetch-recovery.js').then(({ fetchRecovery }) => fetchRecovery()),
    import('../../src/sync/fetch-push.js').then(({ fetchPush }) => fetchPush()),
  ]));
