import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Journey', component: 'cordee-journey' };

const states = statesOf('cordee-journey', { attributes: { 'journey-id': '' }, empty: { person: 'claire' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-journey', { person: 'marc', withFreshChallenge: true });
export const ForACoachOfSeveral = storyOf('cordee-journey', {
  person: 'marc',
  withFreshChallenge: true,
  withOthers: true,
  attributes: { 'journey-id': '' },
});
export const ForACompanion = storyOf('cordee-journey', { person: 'hana' });
export const ForTheCompany = storyOf('cordee-journey', { person: 'claire', attributes: { 'journey-id': '' } });
