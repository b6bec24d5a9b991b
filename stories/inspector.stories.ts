import { html } from 'lit';
import type { StoryObj } from '@storybook/web-components-vite';
import { type CordeeInspector, createTraceLog } from '../components/inspector/index.js';
import { type TestCordee, type TestCordeeOptions, createTestCordee, createTestJourney } from '../src/testing/index.js';

export default { title: 'Elements/Inspector', component: 'cordee-inspector' };

type Story = StoryObj<Record<string, unknown>>;

const members = [
  { person: 'ines', name: 'Inès', role: 'coachee' },
  { person: 'marc', name: 'Marc', role: 'coach', home: 'outside' },
  { person: 'hana', name: 'Hana', role: 'companion', home: 'outside' },
] as const;
const journeys = ['ines-journey', 'amina-2026-autumn'].map((id) => createTestJourney({ id, members }));
const says = (text: string) =>
  ({ journey: 'ines-journey', audience: { kind: 'circle' }, body: { text, lang: 'fr' } }) as const;

interface Stage {
  readonly options?: Partial<TestCordeeOptions>;
  /** Turns the client before it is shown. */
  readonly prepare?: (cordee: TestCordee) => Promise<unknown>;
  readonly isTraced?: boolean;
  readonly locale?: string;
}

function story(
  { options, prepare = sync, isTraced = true, locale }: Stage = {},
  globals: Record<string, string> = {},
  parameters: Record<string, unknown> = {},
): Story {
  return {
    globals,
    parameters,
    loaders: [
      async () => {
        const log = createTraceLog();
        const cordee = await createTestCordee({ person: 'ines', journeys, onTrace: log.record, ...options });
        await prepare(cordee);
        return { client: cordee.client, log };
      },
    ],
    render(_args, { loaded, globals: { language, theme } }) {
      document.documentElement.lang = locale ?? String(language);
      const element = document.createElement('cordee-inspector');
      Object.assign(element, {
        locale: locale ?? language,
        traces: isTraced ? loaded['log'] : undefined,
      } satisfies Partial<Record<keyof CordeeInspector, unknown>>);
      return html`<cordee-provider theme=${String(theme)} .client=${loaded['client']}><div class="stage">${element}</div></cordee-provider>`;
    },
  };
}

/** A few changes come and go. */
async function sync({ client, server, settled, env }: TestCordee): Promise<void> {
  await client.forum.open(says('Un mot'));
  await settled();
  await env.advance(4_000);
  server.refuse('quota');
  await client.forum.open(says('Un autre'));
  await settled();
  server.refuse();
}

async function offline(cordee: TestCordee): Promise<void> {
  await sync(cordee);
  cordee.server.fail(503);
  await cordee.client.sync.syncNow();
  await cordee.goOffline();
  await cordee.client.forum.open(says('Plus tard'));
  await cordee.client.forum.open(says('Encore plus tard'));
  await cordee.settled();
}

const longId = 'a-journey-whose-id-somebody-made-as-long-as-an-id-may-be-and-then-longer-still-2026-2027-01';

export const Default = story();
export const Empty = story({ options: { journeys: [] }, prepare: async () => undefined });
export const Loading = story({ prepare: async ({ device }) => device.reads('wait') });
export const Offline = story({ prepare: offline });
export const Failed = story({ prepare: async ({ device }) => device.reads('fail') });
export const LongText = story({
  options: { journeys: [...journeys, createTestJourney({ id: longId, members })] },
  prepare: offline,
});
export const RightToLeft = story({ locale: 'he' });
export const Dark = story({ prepare: offline }, { theme: 'dark' });
export const ForcedColours = story({ prepare: offline }, {}, { forcedColors: true });
export const WithoutTraces = story({ isTraced: false });
