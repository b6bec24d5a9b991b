import '../components/served/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Served', component: 'cordee-served' };

const states = statesOf('cordee-served', {
  attributes: { 'contribution-id': 'm-8' },
  long: { attributes: { 'contribution-id': 'm-4' } },
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
export const Said = storyOf('cordee-served', { attributes: { 'contribution-id': 'm-4' } });
export const ForTheGiver = storyOf('cordee-served', { person: 'hana', attributes: { 'contribution-id': 'm-4' } });
