import { html } from 'lit';
import type { StoryObj } from '@storybook/web-components-vite';
import type { Arrival } from '../src/arrival/index.js';
import { CordeeError } from '../src/index.js';

export default { title: 'Elements/Arrival', component: 'cordee-arrival' };

type Story = StoryObj<Record<string, unknown>>;

const asked = {
  inviter: 'Inès',
  role: 'companion' as const,
  locale: 'fr',
  expiresAt: '2026-12-16T09:00:00.000Z',
  words: 'Tu m’as vue monter l’équipe. Dis-moi, de temps en temps, ce que tu vois.',
  hope: 'Un regard franc.',
  offer: 'Je te dirai ce que j’en fais.',
};
const door = (open: Arrival['open']): Arrival => ({
  open,
  accept: () => new Promise(() => {}),
  decline: async () => undefined,
  guests: async () => [],
  forget: async () => undefined,
});
const refuse = (code: 'CORDEE_INVITATION_CLOSED' | 'CORDEE_SYNC_OFFLINE' | 'CORDEE_STORAGE_FAILED') => () =>
  Promise.reject(new CordeeError(code, 'As the story wants it.'));

const story = (
  open: Arrival['open'],
  {
    locale = '',
    theme = '',
    token = 't',
    ...rest
  }: { locale?: string; theme?: string; token?: string; forcedColors?: boolean } = {},
): Story => ({
  parameters: rest,
  render: (_args, { globals: { language, theme: chosen } }) =>
    html`<div class="stage"><cordee-arrival token=${token} locale=${locale || String(language)} theme=${theme || String(chosen)} .arrival=${door(open)}></cordee-arrival></div>`,
});
const full = async () => asked;

export const Default = story(full);
export const Empty = story(full, { token: '' });
export const Loading = story(() => new Promise(() => {}));
export const Offline = story(refuse('CORDEE_SYNC_OFFLINE'));
export const Failed = story(refuse('CORDEE_STORAGE_FAILED'));
export const Closed = story(refuse('CORDEE_INVITATION_CLOSED'));
export const LongText = story(async () => ({
  ...asked,
  inviter: 'Maria del Carmen Fernández-Villaverde y Ruiz de Aguirre',
  words: asked.words.repeat(8),
  hope: asked.hope.repeat(9),
}));
export const RightToLeft = story(full, { locale: 'he' });
export const Dark = story(full, { theme: 'dark' });
export const ForcedColours = story(full, { forcedColors: true });
