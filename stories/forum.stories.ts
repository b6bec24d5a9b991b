import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Forum', component: 'cordee-forum' };

const states = statesOf('cordee-forum');

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const WithATopicOpen = storyOf('cordee-forum', { attributes: { 'topic-id': 'm-3' } });
export const ForACompanion = storyOf('cordee-forum', { person: 'hana' });
