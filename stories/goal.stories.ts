import '../components/goal/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Goal', component: 'cordee-goal' };

const states = statesOf('cordee-goal', { attributes: { 'goal-id': 'delegate' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-goal', { person: 'marc', attributes: { 'goal-id': 'delegate' } });
