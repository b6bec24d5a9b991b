import { html, type TemplateResult } from 'lit';
import type { StoryObj } from '@storybook/web-components-vite';
import { createFakeClient, type FakeClient, type FakeOptions } from '../../test/support/fake-client.js';

/** How one element is put on the stage. */
export interface Stage extends FakeOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Set on the element; a function is given the client. */
  readonly properties?: Readonly<Record<string, unknown>> | ((client: FakeClient) => Readonly<Record<string, unknown>>);
  /** What differs where the texts are long, and where there is nothing, for elements that are given what they show. */
  readonly long?: Stage;
  readonly empty?: Stage;
  /** Turns the client after it was made. */
  readonly prepare?: (client: FakeClient) => void;
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
  const story = (
    change: Stage = {},
    globals: Record<string, string> = {},
    parameters: Record<string, unknown> = {},
  ): Story => ({
    globals,
    parameters,
    render: (_args, { globals: { language, theme } }) =>
      onStage(
        tag,
        { ...stage, ...change, attributes: { ...stage.attributes, ...change.attributes } },
        String(language),
        String(theme),
      ),
  });
  return {
    Default: story(),
    Empty: story({ mood: 'empty', ...stage.empty }),
    Loading: story({ mood: 'waiting' }),
    Offline: story({ activity: 'offline', prepare: (client) => client.status({ pending: 2 }) }),
    Failed: story({ mood: 'failed' }),
    LongText: story({ longText: true, ...stage.long }),
    RightToLeft: story({ attributes: { locale: 'he' }, language: 'en' }),
    Dark: story({}, { theme: 'dark' }),
    ForcedColours: story({}, {}, { forcedColors: true }),
  };
}

/** One story of its own, beside the set. */
export function storyOf(tag: string, stage: Stage): Story {
  return { render: (_args, { globals: { language, theme } }) => onStage(tag, stage, String(language), String(theme)) };
}

function onStage(tag: string, stage: Stage, language: string, theme: string): TemplateResult {
  const { attributes = {}, properties = {}, long: _, empty: __, prepare, ...options } = stage;
  const client = createFakeClient({ language: language === 'en' ? 'en' : 'fr', ...options });
  prepare?.(client);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ 'journey-id': client.journeyId, locale: language, ...attributes }))
    element.setAttribute(name, value);
  Object.assign(element, typeof properties === 'function' ? properties(client) : properties);
  document.documentElement.lang = attributes['locale'] ?? language;
  return html`<cordee-provider theme=${theme} .client=${client}><div class="stage">${element}</div></cordee-provider>`;
}
