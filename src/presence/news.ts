import type { News, NewsView } from '../contracts/presence.js';
import { msOf } from '../model/time.js';
import { writtenAt } from '../model/words.js';
import type { Rope } from '../records/members.js';
import { type Read, listOf, oneOf } from '../records/typed.js';
import { marksOf } from '../records/words.js';
import { type Workshop, watchRope } from '../records/workshop.js';

const recentMs = 3 * 86_400_000;

/** What is new for this reader, by name. Challenges have a place of their own, on top: they are not told twice. */
export const createNews = (workshop: Workshop): News => ({
  watch: (journey) =>
    watchRope(workshop, journey, [], (rope) =>
      [...unread(rope), ...answered(rope, workshop.env.now())].toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    ),
});

type Item = Read<'topic'> | Read<'contribution'>;

/** Words of others that this reader has not marked as read. */
function unread(rope: Rope): readonly NewsView[] {
  const marks = marksOf(rope);
  const isNew = ({ id, by, withdrawnAt }: Item): boolean =>
    by !== rope.me.person && withdrawnAt === undefined && !marks.get(id)?.some((mark) => mark.by === rope.me.person);
  return [
    ...listOf(rope.records, 'topic')
      .filter(isNew)
      .map((item) => newsOf(rope, 'topic', item, item.id)),
    ...listOf(rope.records, 'contribution')
      .filter((item) => item.hiddenAt === undefined && isNew(item))
      .map((item) => newsOf(rope, 'contribution', item, item.topic)),
  ];
}

/** Who has read what this reader wrote, and whom it served, in the last days. */
function answered(rope: Rope, now: number): readonly NewsView[] {
  const own = new Map<string, Item>(
    [...listOf(rope.records, 'contribution'), ...listOf(rope.records, 'topic')]
      .filter(({ by }) => by === rope.me.person)
      .map((item) => [item.id, item]),
  );
  const isRecent = (at: string): boolean => now - msOf(at) < recentMs;
  const placeOf = (item: Item): string => ('topic' in item ? item.topic : item.id);
  const reads = listOf(rope.records, 'readMark').flatMap((mark) => {
    const item = own.get(mark.item);
    return item && mark.by !== rope.me.person && isRecent(mark.at)
      ? [{ ...newsOf(rope, 'read', item, placeOf(item)), who: memberOf(rope, mark.by), at: mark.at }]
      : [];
  });
  const served = listOf(rope.records, 'served').flatMap((thanks) => {
    const item = own.get(thanks.contribution);
    return item && thanks.by !== rope.me.person && isRecent(thanks.at)
      ? [
          {
            ...newsOf(rope, 'served', item, placeOf(item)),
            who: memberOf(rope, thanks.by),
            at: thanks.at,
            text: thanks.body.text,
            lang: thanks.body.lang,
          },
        ]
      : [];
  });
  return [...reads, ...served];
}

const memberOf = ({ members }: Rope, person: string): NewsView['who'] =>
  members.find((member) => member.person === person);

const newsOf = (rope: Rope, what: NewsView['what'], item: Item, place: string): NewsView => ({
  id: item.id,
  what,
  who: memberOf(rope, item.by),
  at: writtenAt(item),
  in: place,
  isInChallenge: oneOf(rope.records, 'challenge', place) !== undefined,
  text: item.body.text,
  lang: item.body.lang,
});
