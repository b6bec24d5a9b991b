import type { TestCordee } from '../src/testing/index.js';
import { answerOf } from '../test/support/scenario-acts.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Contribution', component: 'cordee-contribution' };

/** Gives a voice of the scenario. */
const voice = (id: string) => async (cordee: TestCordee) => {
  const thread = await answerOf(cordee, cordee.client.forum.watchTopic('ines-journey', 'm-3'));
  return { item: thread?.contributions.find((one) => one.id === id) };
};

const states = statesOf('cordee-contribution', { properties: voice('m-4') });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const WithForm = storyOf('cordee-contribution', { properties: voice('m-6') });
export const WithReaders = storyOf('cordee-contribution', {
  attributes: { 'with-readers': '' },
  properties: voice('m-5'),
});
export const Mine = storyOf('cordee-contribution', {
  person: 'hana',
  properties: voice('m-4'),
});
