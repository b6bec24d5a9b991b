import type { News, NewsView } from '../../api/inbox.js';
import { msOf } from '../../model/value/time.js';
import { writtenAt } from '../../model/conversation/words.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { marksOf } from '../support/words.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';

/** A weekend lies between what is read on a Friday and who looks on a Monday. */
const recentMs = 4 * 86_400_000;

/** What is new for this reader, by name. Challenges have a place of their own, on top: they are not told twice. */
export const createNews = (domain: DomainContext): News => ({
  watch: (journey) =>
    watchJourneyContext(domain, journey, [], (context) =>
      [...unread(context), ...answered(context, domain.env.now())].toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    ),
});

type Item = Read<'topic'> | Read<'contribution'>;

/** Words of others that this reader has not marked as read. */
function unread(context: JourneyContext): readonly NewsView[] {
  const marks = marksOf(context);
  const isNew = ({ id, by, withdrawnAt }: Item): boolean =>
    by !== context.me.person &&
    withdrawnAt === undefined &&
    !marks.get(id)?.some((mark) => mark.by === context.me.person);
  return [
    ...listOf(context.records, 'topic')
      .filter(isNew)
      .map((item) => newsOf(context, 'topic', item, item.id)),
    ...listOf(context.records, 'contribution')
      .filter((item) => item.hiddenAt === undefined && isNew(item))
      .map((item) => newsOf(context, 'contribution', item, item.topic)),
  ];
}

/** Who has read what this reader wrote, and whom it served, in the last days. */
function answered(context: JourneyContext, now: number): readonly NewsView[] {
  const own = new Map<string, Item>(
    [...listOf(context.records, 'contribution'), ...listOf(context.records, 'topic')]
      .filter(({ by }) => by === context.me.person)
      .map((item) => [item.id, item]),
  );
  const isRecent = (at: string): boolean => now - msOf(at) < recentMs;
  const placeOf = (item: Item): string => ('topic' in item ? item.topic : item.id);
  const reads = listOf(context.records, 'readMark').flatMap((mark) => {
    const item = own.get(mark.item);
    return item && mark.by !== context.me.person && isRecent(mark.at)
      ? [{ ...newsOf(context, 'read', item, placeOf(item)), who: memberOf(context, mark.by), at: mark.at }]
      : [];
  });
  const served = listOf(context.records, 'served').flatMap((thanks) => {
    const item = own.get(thanks.contribution);
    return item && thanks.by !== context.me.person && isRecent(thanks.at)
      ? [
          {
            ...newsOf(context, 'served', item, placeOf(item)),
            who: memberOf(context, thanks.by),
            at: thanks.at,
            text: thanks.body.text,
            lang: thanks.body.lang,
          },
        ]
      : [];
  });
  return [...reads, ...served];
}

const memberOf = ({ members }: JourneyContext, person: string): NewsView['who'] =>
  members.find((member) => member.person === person);

const newsOf = (context: JourneyContext, what: NewsView['what'], item: Item, place: string): NewsView => ({
  id: item.id,
  what,
  who: memberOf(context, item.by),
  at: writtenAt(item),
  in: place,
  isInChallenge: oneOf(context.records, 'challenge', place) !== undefined,
  text: item.body.text,
  lang: item.body.lang,
});
