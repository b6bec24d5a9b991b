import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Who reads', component: 'cordee-who-reads' };

const states = statesOf('cordee-who-reads', { properties: { audience: { kind: 'circle' } } });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const Pair = storyOf('cordee-who-reads', { properties: { audience: { kind: 'pair', relation: 'm-marc' } } });
export const OnlyMe = storyOf('cordee-who-reads', { properties: { audience: { kind: 'self' } } });
export const ReadOnly = storyOf('cordee-who-reads', {
  attributes: { 'read-only': '' },
  properties: { audience: { kind: 'guides' } },
});
