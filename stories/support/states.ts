import { html } from 'lit';
import type { StoryObj } from '@storybook/web-components-vite';
import type { TestCordee } from '../../src/testing/index.js';
import { type ScenarioOptions, createScenarioCordee, journeyId } from '../../test/support/scenario-cordee.js';

/** How one element is put on the stage, over the real client of somebody of the scenario. */
export interface Stage extends ScenarioOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Set on the element; a function is given the client. */
  readonly properties?:
    | Readonly<Record<string, unknown>>
    | ((cordee: TestCordee) => Promise<Readonly<Record<string, unknown>>>);
  /** What differs where the texts are long, and where there is nothing, for elements that are given what they show. */
  readonly long?: Stage;
  readonly empty?: Stage;
  /** Turns the client after it was made. */
  readonly prepare?: (cordee: TestCordee) => unknown;
}

type Story = StoryObj<Record<string, unknown>>;

/** The same element in every state that a reader may meet. */
export interface States {
  readonly Default: Story;
  readonly Empty: Story;
  readonly Loading: Story;
  readonly Offline: Story;
  readonly Failed: Story;
  readonly LongText: Story;
  readonly RightToLeft: Story;
  readonly Dark: Story;
  readonly ForcedColours: Story;
}

/** Makes the whole set from one description, so that no element forgets a state. */
export function statesOf(tag: string, stage: Stage = {}): States {
  const { long, empty, prepare } = stage;
  const story = (change: Stage = {}, globals?: Record<string, string>, parameters?: Record<string, unknown>): Story =>
    storyOf(
      tag,
      { ...stage, ...change, attributes: { ...stage.attributes, ...change.attributes } },
      globals,
      parameters,
    );
  return {
    Default: story(),
    Empty: story({ isEmpty: true, ...empty }),
    Loading: story({ reads: 'wait' }),
    Offline: story({
      async prepare(cordee) {
        await prepare?.(cordee);
        await writeOffline(cordee);
      },
    }),
    Failed: story({ reads: 'fail' }),
    LongText: story({ longText: true, ...long }),
    RightToLeft: story({ attributes: { locale: 'he' }, language: 'en' }),
    Dark: story({}, { theme: 'dark' }),
    ForcedColours: story({}, {}, { forcedColors: true }),
  };
}

/** One story of its own, beside the set. */
export function storyOf(
  tag: string,
  { attributes = {}, properties = {}, long: _, empty: __, prepare, reads, ...options }: Stage,
  globals: Record<string, string> = {},
  parameters: Record<string, unknown> = {},
): Story {
  return {
    globals,
    parameters,
    loaders: [
      async ({ globals: { language } }) => {
        const cordee = await createScenarioCordee({ language: language === 'en' ? 'en' : 'fr', ...options });
        await prepare?.(cordee);
        cordee.device.reads(reads);
        const given = typeof properties === 'function' ? await properties(cordee) : properties;
        return { client: cordee.client, given };
      },
    ],
    render(_args, { loaded, globals: { language, theme } }) {
      const element = document.createElement(tag);
      const all = { 'journey-id': journeyId, locale: String(language), ...attributes };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      Object.assign(element, loaded['given']);
      document.documentElement.lang = all.locale;
      return html`<cordee-provider theme=${String(theme)} .client=${loaded['client']}><div class="stage">${element}</div></cordee-provider>`;
    },
  };
}

/** Goes without a network, and writes two texts then; who is in no journey writes none. */
async function writeOffline({ client, goOffline, settled }: TestCordee): Promise<void> {
  await goOffline();
  for (const text of ['Je vous raconte la suite jeudi.', 'Et merci pour la question du café.']) {
    const body = { text, lang: 'fr' };
    await client.forum.open({ journey: journeyId, audience: { kind: 'circle' }, body }).catch(() => undefined);
  }
  await settled();
}

/** Writes a text, and the server does not accept it. */
export async function beRefused(
  { client, server, settled }: TestCordee,
  text: string,
  reason: 'space_gone' | 'quota' | 'not_a_member',
): Promise<void> {
  server.refuse(reason);
  await client.forum.open({ journey: journeyId, audience: { kind: 'circle' }, body: { text, lang: 'fr' } });
  await settled();
  server.refuse();
}
