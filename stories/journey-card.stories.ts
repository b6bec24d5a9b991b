import { statesOf } from './support/states.js';

export default { title: 'Elements/Journey card', component: 'cordee-journey-card' };

const states = statesOf('cordee-journey-card', {
  person: 'marc',
  withFreshChallenge: true,
  empty: { attributes: { 'journey-id': 'none' } },
});

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
