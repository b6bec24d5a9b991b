import type { Id } from '../../model/value/ids.js';
import type { ContributionView, MemberView, TopicView } from '../../api/views.js';
import { contributionsTo, flatten } from './contributions.js';
import type { JourneyContext } from './members.js';
import { type Read, listOf } from './typed.js';
import { type Marks, marksOf, wordsOf } from './words.js';

/** The topics of a journey as a list shows them: pinned ones, then the last written in. */
export function topicsOf(context: JourneyContext): readonly TopicView[] {
  const marks = marksOf(context);
  return listOf(context.records, 'topic')
    .map((topic) => topicOf(topic, context, marks, contributionsTo(topic.id, context, marks)))
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || (a.lastAt < b.lastAt ? 1 : -1));
}

/** A topic with what is known from its voices. */
export function topicOf(
  topic: Read<'topic'>,
  context: JourneyContext,
  marks: Marks,
  contributions: readonly ContributionView[],
): TopicView {
  const words = wordsOf(topic, context, marks);
  const voices = flatten(contributions);
  const isNews = ({ id, isMine }: { readonly id: Id; readonly isMine: boolean }): boolean =>
    !isMine && !marks.get(id)?.some(({ by }) => by === context.me.person);
  return {
    ...words,
    stepTitle: topic.stepTitle,
    state: topic.state,
    pinned: topic.pinned,
    isAsk: topic.ask !== undefined,
    hasNews: isNews(words) || voices.some(isNews),
    lastAt: voices.reduce((last, { writtenAt }) => (last > writtenAt ? last : writtenAt), words.writtenAt),
    voices: distinctAuthors(words.author, voices),
  };
}

function distinctAuthors(opener: MemberView | undefined, voices: readonly ContributionView[]): readonly MemberView[] {
  const authors = [opener, ...voices.map(({ author }) => author)].filter((author) => author !== undefined);
  return [...new Map(authors.map((author) => [author.id, author])).values()];
}
