import { ValidationError } from '../errors.js';
import { isNarrowerOrSame } from '../model/audience.js';
import { templateJourneyOf } from '../model/published-template.js';
import type { Id } from '../model/ids.js';
import type { Fields } from '../model/json.js';
import type { Forum } from '../client.js';
import { contributionsTo } from '../records/contributions.js';
import type { Rope } from '../records/members.js';
import { topicOf } from '../records/topics.js';
import { listOf, oneOf } from '../records/typed.js';
import { marksOf } from '../records/words.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { holdRope, readMarkChanges, wordsChange } from '../records/writing.js';

/** The forum that the person runs on their own development. */
export function createForum(workshop: Workshop): Omit<Forum, 'watchNewest' | 'watchTopics' | 'watchUnread'> {
  const { store } = workshop;

  /** The title of the step that a topic is about, for readers who may know that and no more of the path. */
  async function stepTitleOf({ records }: Rope, step: Id | undefined): Promise<Fields> {
    const journey = oneOf(records, 'journey', records.journey);
    if (step === undefined || !journey) return {};
    const [template] = listOf(await store.records(templateJourneyOf(journey.template, journey.version)), 'template');
    const title = template?.steps.find(({ id }) => id === step)?.title;
    return title ? { step, stepTitle: { en: title.en, fr: title.fr } } : { step };
  }

  async function mark(rope: Rope, journey: Id, items: readonly Id[]): Promise<void> {
    const changes = readMarkChanges(workshop, rope, journey, items);
    if (changes.length > 0) await store.commit(journey, changes);
  }

  return {
    watchTopic: (journey, id) =>
      watchRope(workshop, journey, undefined, (rope) => {
        const topic = oneOf(rope.records, 'topic', id);
        const marks = marksOf(rope);
        const contributions = contributionsTo(id, rope, marks);
        return topic && { topic: topicOf(topic, rope, marks, contributions), contributions };
      }),
    async open({ step, ...words }) {
      const rope = await holdRope(workshop, words.journey);
      const change = wordsChange(workshop, rope, 'topic', words, {
        state: 'open',
        pinned: false,
        ...(await stepTitleOf(rope, step)),
      });
      await store.commit(words.journey, [change]);
      return change.id;
    },
    async contribute({ topic, kind, replyTo, ...words }) {
      const rope = await holdRope(workshop, words.journey);
      const thread = oneOf(rope.records, 'topic', topic) ?? oneOf(rope.records, 'challenge', topic);
      const answered = replyTo === undefined ? [] : [oneOf(rope.records, 'contribution', replyTo)];
      const isSeen = [thread, ...answered].every(
        (item) => item && isNarrowerOrSame(words.audience, item.audience, item.by, rope.members),
      );
      if (!isSeen) {
        throw new ValidationError('These words would be read by somebody who does not see what they answer.', [
          { path: 'audience', message: 'Choose among the readers of what is answered.' },
        ]);
      }
      const change = wordsChange(workshop, rope, 'contribution', words, {
        topic,
        kind,
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      await store.commit(words.journey, [change]);
      // Who answers has read. A commit of its own: a mark that is refused must not take the words with it.
      await mark(rope, words.journey, [topic]);
      return change.id;
    },
    markRead: async (journey, items) => mark(await holdRope(workshop, journey), journey, items),
  };
}
