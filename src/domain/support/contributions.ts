import { groupBy } from '../../util/group-by.js';
import type { Id } from '../../model/value/ids.js';
import type { ContributionView, WordsView } from '../../api/views.js';
import type { JourneyContext } from './members.js';
import { type Read, isSameList, listOf, oncePer } from './typed.js';
import { type Marks, byAge, wordsOf } from './words.js';

type Item = Read<'contribution'>;

const byTopic = oncePer((list: readonly Item[]) =>
  groupBy(
    list.filter(({ hiddenAt }) => hiddenAt === undefined),
    ({ topic }) => topic,
  ),
);
const threadsOf = oncePer((_rope: JourneyContext) => new Map<Id, readonly ContributionView[]>());
const made = new WeakMap<WordsView, ContributionView>();

/** The voices under a topic or a challenge, oldest first, each with the replies to it. Those that have not changed are the same objects. */
export function contributionsTo(topic: Id, context: JourneyContext, marks: Marks): readonly ContributionView[] {
  const threads = threadsOf(context);
  const before = threads.get(topic);
  if (before) return before;
  const all = byTopic(listOf(context.records, 'contribution')).get(topic) ?? [];
  const shown = new Set(all.map(({ id }) => id));
  // A reply whose parent this reader does not see stands by itself.
  const replies = groupBy(all, ({ replyTo }) => (replyTo !== undefined && shown.has(replyTo) ? replyTo : undefined));
  const repliesTo = (parent: Id | undefined): readonly ContributionView[] =>
    (replies.get(parent) ?? [])
      .map((item) => viewOf(item, wordsOf(item, context, marks), repliesTo(item.id)))
      .toSorted(byAge);
  const thread = repliesTo(undefined);
  threads.set(topic, thread);
  return thread;
}

function viewOf({ kind }: Item, words: WordsView, replies: readonly ContributionView[]): ContributionView {
  const before = made.get(words);
  if (before && isSameList(before.replies, replies)) return before;
  const view = { ...words, kind, replies };
  made.set(words, view);
  return view;
}

/** A thread as a flat list, in the order it is read. */
export const flatten = (list: readonly ContributionView[]): readonly ContributionView[] =>
  list.flatMap((item) => [item, ...flatten(item.replies)]);
