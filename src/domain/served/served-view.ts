import type { MyWordsView, ServedOnView, ServedView } from '../../api/served.js';
import { isInAudience, readersOf } from '../../model/access/audience.js';
import { actorOf, isMemberAllowed } from '../../model/access/member-permissions.js';
import type { Id } from '../../model/value/ids.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { byAge, deliveryOf, marksOf, wordsOf } from '../support/words.js';
import { audienceFor } from './served-audience.js';

/** What a contribution has served for, as this reader may know it. */
export function servedOn(context: JourneyContext, contribution: Id): ServedOnView {
  const { me, members } = context;
  const said = listOf(context.records, 'served').filter((served) => served.contribution === contribution);
  const given = oneOf(context.records, 'contribution', contribution);
  const mayWrite = isMemberAllowed({
    actor: actorOf(me),
    object: 'served',
    action: 'write',
    state: me.state,
    inAudience: true,
    isOwn: true,
  });
  const isOpen =
    given !== undefined && given.by !== me.person && given.withdrawnAt === undefined && given.hiddenAt === undefined;
  return {
    said: said.map((served) => servedOf(served, context)),
    canSay: mayWrite && isOpen && !said.some(({ by }) => by === me.person),
    readers: given ? readersOf(audienceFor(given, context), '', members).filter(({ isMe }) => !isMe) : [],
  };
}

/** The reader's own contributions, the newest first, each with what came back. */
export function myWordsOf(context: JourneyContext): readonly MyWordsView[] {
  const { me, members, records } = context;
  const marks = marksOf(context);
  const served = listOf(records, 'served');
  const contributions = listOf(records, 'contribution');
  return contributions
    .filter(({ by }) => by === me.person)
    .map((mine): MyWordsView => {
      const topic = oneOf(records, 'topic', mine.topic) ?? oneOf(records, 'challenge', mine.topic);
      const gatherers = contributions
        .filter(({ cites, withdrawnAt }) => withdrawnAt === undefined && cites?.includes(mine.id))
        .map(({ by }) => by);
      return {
        ...wordsOf(mine, context, marks),
        kind: mine.kind,
        withdrawn: mine.withdrawnAt !== undefined,
        topic: topic && { id: topic.id, text: topic.body.text },
        served: served.filter(({ contribution }) => contribution === mine.id).map((one) => servedOf(one, context)),
        gatheredBy: members.filter(({ person, isMe }) => !isMe && gatherers.includes(person)),
      };
    })
    .toSorted((a, b) => byAge(b, a));
}

function servedOf({ id, by, body, audience, record }: Read<'served'>, { members, me }: JourneyContext): ServedView {
  return {
    id,
    body,
    author: members.find(({ person }) => person === by),
    isMine: by === me.person,
    readers: members.filter(
      (member) => member.person !== by && member.role !== 'coachee' && isInAudience(audience, by, member),
    ),
    delivery: deliveryOf(record, false),
  };
}
