import type { MomentView, Moments } from '../../api/moments.js';
import { addDays, dateIn, msOf } from '../../model/value/time.js';
import { writtenAt } from '../../model/conversation/words.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';

type Item = Read<'challenge'> | Read<'topic'> | Read<'contribution'> | Read<'answer'>;

/** What was said on the way, for a line of time. */
export const createMoments = (domain: DomainContext): Moments => ({
  watch: (journey, since) => watchJourneyContext(domain, journey, [], (context) => momentsOf(context, since)),
});

function momentsOf(context: JourneyContext, since: string): readonly MomentView[] {
  const { records, members, me } = context;
  const timeZone = (members.find(({ role }) => role === 'coachee') ?? me).timeZone;
  const shown = [
    ...listOf(records, 'challenge'),
    ...listOf(records, 'topic'),
    ...listOf(records, 'contribution'),
    ...listOf(records, 'answer'),
  ]
    // A day begins somewhere at most a day before it does in UTC: the rest is not looked at.
    .filter(
      (item) =>
        writtenAt(item) >= addDays(since, -1) &&
        item.withdrawnAt === undefined &&
        !('hiddenAt' in item && item.hiddenAt !== undefined),
    )
    .toSorted((a, b) => compare(writtenAt(a), writtenAt(b)) || compare(a.id, b.id));
  const moments = new Map<string, MomentView>();
  for (const item of shown) {
    const on = dateIn(timeZone, msOf(writtenAt(item)));
    if (on < since) continue;
    const moment = momentOf(item, on, context);
    const key = `${moment.what} ${moment.in} ${on}`;
    const before = moments.get(key);
    moments.delete(key);
    moments.set(
      key,
      before ? { ...moment, kind: undefined, people: [...new Set([...before.people, ...moment.people])] } : moment,
    );
  }
  return [...moments.values()];
}

function momentOf(item: Item, on: string, { records, members }: JourneyContext): MomentView {
  const { type } = item.record;
  const place = 'topic' in item ? item.topic : 'step' in item && type === 'answer' ? (item.step ?? item.id) : item.id;
  return {
    id: item.id,
    what: type as MomentView['what'],
    kind: 'kind' in item ? item.kind : undefined,
    at: writtenAt(item),
    on,
    people: members.filter(({ person }) => person === item.by),
    text: item.body.text,
    lang: item.body.lang,
    in: place,
    isInChallenge: oneOf(records, 'challenge', place) !== undefined,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
