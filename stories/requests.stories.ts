import '../components/requests/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Requests', component: 'cordee-requests' };

const proposals = [
  {
    item: 'm-3',
    by: 'marc',
    to: { kind: 'circle' as const },
    reason: 'Sofia se pose la même question depuis septembre. Elle la lirait avec profit.',
  },
];
const states = statesOf('cordee-requests', { proposals });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ByMyself = storyOf('cordee-requests', { proposals, person: 'marc' });
