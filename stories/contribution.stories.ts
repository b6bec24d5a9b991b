import type { ContributionView } from '../src/index.js';
import type { FakeClient } from '../test/support/fake-client.js';
import { statesOf, storyOf } from './support/states.js';

export default { title: 'Elements/Contribution', component: 'cordee-contribution' };

/** A voice of the scenario; the fake answers at once. */
function voiceOf(client: FakeClient, id: string): ContributionView | undefined {
  let found: ContributionView | undefined;
  client.forum
    .watchTopic(client.journeyId, 'm-3')
    .subscribe({
      next: (thread) => (found = thread?.contributions.find((voice) => voice.id === id)),
      error: () => undefined,
    })
    .unsubscribe();
  return found;
}

const states = statesOf('cordee-contribution', { properties: (client) => ({ item: voiceOf(client, 'm-4') }) });

export const Default = states.Default;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Offline = states.Offline;
export const Failed = states.Failed;
export const LongText = states.LongText;
export const RightToLeft = states.RightToLeft;
export const Dark = states.Dark;
export const ForcedColours = states.ForcedColours;
export const WithForm = storyOf('cordee-contribution', { properties: (client) => ({ item: voiceOf(client, 'm-6') }) });
export const WithReaders = storyOf('cordee-contribution', {
  attributes: { 'with-readers': '' },
  properties: (client) => ({ item: voiceOf(client, 'm-5') }),
});
export const Mine = storyOf('cordee-contribution', {
  person: 'hana',
  properties: (client) => ({ item: voiceOf(client, 'm-4') }),
});
