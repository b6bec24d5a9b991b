import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Journey path', component: 'cordee-journey-path' };

const states = statesOf('cordee-journey-path');

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const WithAStepOpen = storyOf('cordee-journey-path', { attributes: { 'step-id': 'while-small' } });
export const ForACoach = storyOf('cordee-journey-path', { person: 'marc' });
