import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Step', component: 'cordee-step' };

const states = statesOf('cordee-step', { attributes: { 'step-id': 'while-small' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-step', { person: 'marc', attributes: { 'step-id': 'while-small' } });
export const ForACompanion = storyOf('cordee-step', { person: 'hana', attributes: { 'step-id': 'while-small' } });
