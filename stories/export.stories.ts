import '../components/export/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Export', component: 'cordee-export' };

const states = statesOf('cordee-export');

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-export', { person: 'marc' });
