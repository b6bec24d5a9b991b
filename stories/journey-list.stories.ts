import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Journey list', component: 'cordee-journey-list' };

const states = statesOf('cordee-journey-list', {
  person: 'marc',
  withFreshChallenge: true,
  withOthers: true,
  empty: { person: 'claire' },
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
export const OnNoRope = storyOf('cordee-journey-list', { person: 'claire' });
