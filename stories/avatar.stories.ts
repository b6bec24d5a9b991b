import { statesOf } from './support/states.js';

export default { title: 'Elements/Avatar', component: 'cordee-avatar' };

const states = statesOf('cordee-avatar', { attributes: { name: 'Inès Carvajal', 'person-id': 'ines' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
