import { ValidationError } from '../../errors.js';
import { isNarrowerOrSame } from '../../model/access/audience.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import type { Forum } from '../../api/client.js';
import { contributionsTo } from '../support/contributions.js';
import type { JourneyContext } from '../support/members.js';
import { topicOf } from '../support/topics.js';
import { listOf, oneOf } from '../support/typed.js';
import { marksOf } from '../support/words.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { openJourneyContext, readMarkChanges, wordsChange } from '../support/writing.js';

/** The forum that the person runs on their own development. */
export function createForum(domain: DomainContext): Omit<Forum, 'watchNewest' | 'watchTopics' | 'watchUnread'> {
  const { store } = domain;

  /** The title of the step that a topic is about, for readers who may know that and no more of the path. */
  async function stepTitleOf({ records }: JourneyContext, step: Id | undefined): Promise<Fields> {
    const journey = oneOf(records, 'journey', records.journey);
    if (step === undefined || !journey) return {};
    const [template] = listOf(await store.records(templateScopeOf(journey.template, journey.version)), 'template');
    const title = template?.steps.find(({ id }) => id === step)?.title;
    return title ? { step, stepTitle: { en: title.en, fr: title.fr } } : { step };
  }

  async function mark(context: JourneyContext, journey: Id, items: readonly Id[]): Promise<void> {
    const changes = readMarkChanges(domain, context, journey, items);
    if (changes.length > 0) await store.commit(journey, changes);
  }

  return {
    watchTopic: (journey, id) =>
      watchJourneyContext(domain, journey, undefined, (context) => {
        const topic = oneOf(context.records, 'topic', id);
        const marks = marksOf(context);
        const contributions = contributionsTo(id, context, marks);
        return topic && { topic: topicOf(topic, context, marks, contributions), contributions };
      }),
    async open({ step, ...words }) {
      const context = await openJourneyContext(domain, words.journey);
      const change = wordsChange(domain, context, 'topic', words, {
        state: 'open',
        pinned: false,
        ...(await stepTitleOf(context, step)),
      });
      await store.commit(words.journey, [change]);
      return change.id;
    },
    async contribute({ topic, kind, replyTo, ...words }) {
      const context = await openJourneyContext(domain, words.journey);
      const thread = oneOf(context.records, 'topic', topic) ?? oneOf(context.records, 'challenge', topic);
      const answered = replyTo === undefined ? [] : [oneOf(context.records, 'contribution', replyTo)];
      const isSeen = [thread, ...answered].every(
        (item) => item && isNarrowerOrSame(words.audience, item.audience, item.by, context.members),
      );
      if (!isSeen) {
        throw new ValidationError('These words would be read by somebody who does not see what they answer.', [
          { path: 'audience', message: 'Choose among the readers of what is answered.' },
        ]);
      }
      const change = wordsChange(domain, context, 'contribution', words, {
        topic,
        kind,
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      await store.commit(words.journey, [change]);
      // Who answers has read. A commit of its own: a mark that is refused must not take the words with it.
      await mark(context, words.journey, [topic]);
      return change.id;
    },
    markRead: async (journey, items) => mark(await openJourneyContext(domain, journey), journey, items),
  };
}
