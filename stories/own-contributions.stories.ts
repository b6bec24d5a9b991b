import type { TestCordee } from '../src/testing/index.js';
import { answerOf } from '../test/support/scenario-acts.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Own contributions', component: 'cordee-own-contributions' };

/** Gives a topic of the scenario. */
const topicOf = async (cordee: TestCordee) => {
  const thread = await answerOf(cordee, cordee.client.forum.watchTopic('ines-journey', 'm-3'));
  return { item: thread?.topic };
};

const states = statesOf('cordee-own-contributions', { properties: topicOf });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const ForAReader = storyOf('cordee-own-contributions', { person: 'marc', properties: topicOf });
