import '../components/invite/define.js';
import { statesOf } from './support/states.js';

export default { title: 'Elements/Invite', component: 'cordee-invite' };

const states = statesOf('cordee-invite');

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
