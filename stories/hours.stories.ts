import '../components/hours/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Hours', component: 'cordee-hours' };

const states = statesOf('cordee-hours', { hours: { ines: { days: [1, 2, 4, 5], from: '08:30', to: '16:30' } } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const Usual = storyOf('cordee-hours', {});
