import type { Id } from '../../model/value/ids.js';
import type { Digest } from '../../store/store.js';
import type { ChallengeView, TopicView } from '../../api/views.js';
import { challengesOf } from './challenges.js';
import { digestFor } from './journey-digest.js';
import { journeyContextOf } from './members.js';
import { type Outline, outlineOf, screenName } from './outline.js';
import { topicsOf } from './topics.js';

/** All that the first screen of a journey shows, but for the day and the template. */
export interface Screen extends Outline {
  readonly challenges: readonly ChallengeView[];
  readonly topics: readonly TopicView[];
}

/** The first screen as one person sees it, kept beside the journey so that it is shown without reading the rest. */
export const screenFor = (person: Id): Digest => ({
  name: screenName,
  of(records): Screen | undefined {
    const context = journeyContextOf(records, person);
    return context && { ...outlineOf(context), challenges: challengesOf(context), topics: topicsOf(context) };
  },
});

/** What is kept beside each journey for one person: the first screen, and what screens over all journeys need. */
export const digestsFor = (person: Id): readonly Digest[] => [screenFor(person), digestFor(person)];
