import type { ChallengeView } from '../views.js';
import { contributionsTo } from './contributions.js';
import type { Rope } from './members.js';
import { type Read, listOf } from './typed.js';
import { byAge, marksOf, wordsOf } from './words.js';

/** The challenges that this reader may see, newest first. */
export function challengesOf(rope: Rope): readonly ChallengeView[] {
  const marks = marksOf(rope);
  const isSeen = (challenge: Read<'challenge'>): boolean =>
    challenge.by === rope.me.person || (marks.get(challenge.id)?.some(({ by }) => by === rope.me.person) ?? false);
  return listOf(rope.records, 'challenge')
    .map((challenge) => ({
      ...wordsOf(challenge, rope, marks),
      state: challenge.state,
      replies: contributionsTo(challenge.id, rope, marks),
      isSeenByMe: isSeen(challenge),
    }))
    .toSorted((a, b) => byAge(b, a));
}
