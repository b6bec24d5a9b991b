import type { ChallengeView } from '../../api/views.js';
import { contributionsTo } from './contributions.js';
import type { JourneyContext } from './members.js';
import { type Read, listOf } from './typed.js';
import { byAge, marksOf, wordsOf } from './words.js';

/** The challenges that this reader may see, newest first. */
export function challengesOf(context: JourneyContext): readonly ChallengeView[] {
  const marks = marksOf(context);
  const isSeen = (challenge: Read<'challenge'>): boolean =>
    challenge.by === context.me.person ||
    (marks.get(challenge.id)?.some(({ by }) => by === context.me.person) ?? false);
  return listOf(context.records, 'challenge')
    .map((challenge) => ({
      ...wordsOf(challenge, context, marks),
      state: challenge.state,
      replies: contributionsTo(challenge.id, context, marks),
      isSeenByMe: isSeen(challenge),
    }))
    .toSorted((a, b) => byAge(b, a));
}
