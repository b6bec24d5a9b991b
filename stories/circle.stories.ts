import '../components/circle/define.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Circle', component: 'cordee-circle' };

const states = statesOf('cordee-circle', {
  // Everybody who was invited is of one kind, and what the circle then lacks is said.
  spoil: (fields) => ('profile' in fields ? { ...fields, profile: 'former-peer' } : fields),
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
export const ForACoach = storyOf('cordee-circle', { person: 'marc' });
