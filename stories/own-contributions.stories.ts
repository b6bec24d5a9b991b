import type { TopicView } from '../src/index.js';
import type { FakeClient } from '../test/support/fake-client.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Own contributions', component: 'cordee-own-contributions' };

/** A topic of the scenario; the fake answers at once. */
function topicOf(client: FakeClient): { readonly item: TopicView | undefined } {
  let found: TopicView | undefined;
  client.forum
    .watchTopic(client.journeyId, 'm-3')
    .subscribe({ next: (thread) => (found = thread?.topic), error: () => undefined })
    .unsubscribe();
  return { item: found };
}

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
