import '../components/provider/define.js';
import '../components/journey-card/define.js';
import { statesOf } from './support/states.js';

/** It draws nothing itself: each story is a card that finds its client in the provider around it. */
export default { title: 'Elements/Provider', component: 'cordee-provider' };

const states = statesOf('cordee-journey-card', { empty: { attributes: { 'journey-id': 'none' } } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
