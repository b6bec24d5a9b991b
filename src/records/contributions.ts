import type { Id } from '../model/ids.js';
import type { ContributionView } from '../views.js';
import type { Rope } from './members.js';
import { listOf } from './typed.js';
import { type Marks, byAge, wordsOf } from './words.js';

/** The voices under a topic or a challenge, oldest first, each with the replies to it. */
export function contributionsTo(topic: Id, rope: Rope, marks: Marks): readonly ContributionView[] {
  const all = listOf(rope.records, 'contribution').filter((item) => item.topic === topic && item.hiddenAt === undefined);
  const shown = new Set(all.map(({ id }) => id));
  const repliesTo = (parent: Id | undefined): readonly ContributionView[] =>
    all
      // A reply whose parent this reader does not see stands by itself.
      .filter(({ replyTo }) => (replyTo !== undefined && shown.has(replyTo) ? replyTo : undefined) === parent)
      .map((item) => ({
        ...wordsOf(item, rope, marks),
        kind: item.kind,
        withdrawn: item.withdrawnAt !== undefined,
        replies: repliesTo(item.id),
      }))
      .toSorted(byAge);
  return repliesTo(undefined);
}

/** A thread as a flat list, in the order it is read. */
export const flatten = (list: readonly ContributionView[]): readonly ContributionView[] => list.flatMap((item) => [item, ...flatten(item.replies)]);
