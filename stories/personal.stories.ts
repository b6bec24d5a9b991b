import '../components/personal/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Personal', component: 'cordee-personal' };

const states = statesOf('cordee-personal');

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-personal', { person: 'marc' });
