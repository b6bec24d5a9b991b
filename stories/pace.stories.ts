import '../components/pace/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Pace', component: 'cordee-pace' };

const states = statesOf('cordee-pace', { empty: { person: 'hana' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForACoach = storyOf('cordee-pace', { person: 'marc' });
