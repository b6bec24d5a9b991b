import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Sync badge', component: 'cordee-sync-badge' };

const refused = {
  id: 'r-1',
  journey: 'ines-journey',
  reason: 'not_a_member',
  text: 'Un texte qui compte pour moi.',
  refusedAt: '2026-11-16T09:00:00Z',
  canRetry: false,
} as const;
const long = { ...refused, text: `${refused.text} `.repeat(20) };

const states = statesOf('cordee-sync-badge', { long: { prepare: (client) => client.refuse([long]) } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const KeepsNothing = storyOf('cordee-sync-badge', {
  prepare: (client) => client.status({ storage: { mode: 'memory' } }),
});
export const NeedsSignIn = storyOf('cordee-sync-badge', {
  prepare: (client) => client.status({ activity: 'needs-auth', pending: 1 }),
});
export const Refused = storyOf('cordee-sync-badge', {
  prepare: (client) => client.refuse([refused]),
});
