import { html } from 'lit';
import type { StoryObj } from '@storybook/web-components-vite';
import type { TestCordee } from '../../src/testing/index.js';
import { createScenarioCordee, type ScenarioOptions } from '../../test/support/scenario-cordee.js';
import type { States } from './states.js';

type Story = StoryObj<Record<string, unknown>>;

/** How one element is put on the stage, over the real client of somebody of the scenario. */
export interface RealStage extends ScenarioOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Turns the client before the element is shown. */
  readonly prepare?: (cordee: TestCordee) => Promise<unknown> | void;
}

/** One story, beside the set. */
export function realStory(
  tag: string,
  { attributes = {}, properties = {}, prepare, ...options }: RealStage,
  globals: Record<string, string> = {},
  parameters: Record<string, unknown> = {},
): Story {
  return {
    globals,
    parameters,
    loaders: [
      async () => {
        const cordee = await createScenarioCordee(options);
        await prepare?.(cordee);
        return { client: cordee.client };
      },
    ],
    render(_args, { loaded, globals: { language, theme } }) {
      const element = document.createElement(tag);
      const all = { 'journey-id': 'ines-journey', locale: String(language), ...attributes };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      Object.assign(element, properties);
      document.documentElement.lang = all.locale;
      return html`<cordee-provider theme=${String(theme)} .client=${loaded['client']}><div class="stage">${element}</div></cordee-provider>`;
    },
  };
}

/** The same set as `statesOf` makes, over the real client. */
export function realStatesOf(tag: string, stage: RealStage = {}): States {
  const story = (change: RealStage = {}, ...more: [globals?: Record<string, string>, parameters?: object]): Story =>
    realStory(
      tag,
      { ...stage, ...change, attributes: { ...stage.attributes, ...change.attributes } },
      more[0],
      more[1] as Record<string, unknown>,
    );
  return {
    Default: story(),
    Empty: story({ isEmpty: true }),
    Loading: story({ prepare: ({ device }) => device.reads('wait') }),
    Offline: story({ prepare: ({ goOffline }) => goOffline() }),
    Failed: story({ prepare: ({ device }) => device.reads('fail') }),
    LongText: story({ longText: true }),
    RightToLeft: story({ attributes: { locale: 'he' } }),
    Dark: story({}, { theme: 'dark' }),
    ForcedColours: story({}, {}, { forcedColors: true }),
  };
}
