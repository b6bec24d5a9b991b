import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Composer', component: 'cordee-composer' };

const states = statesOf('cordee-composer', { attributes: { purpose: 'contribution', 'topic-id': 'm-3' } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForAChallenge = storyOf('cordee-composer', { attributes: { purpose: 'challenge', closable: '' } });
export const ForACompanion = storyOf('cordee-composer', { person: 'hana', attributes: { purpose: 'contribution', 'topic-id': 'm-3' } });
