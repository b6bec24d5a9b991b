import type { OwnWords } from '../../api/inbox.js';
import { CordeeError, ValidationError } from '../../errors.js';
import { type Audience, isNarrowerOrSame } from '../../model/access/audience.js';
import { judgeAudienceChange } from '../../model/access/audience-change.js';
import { type Id, createId } from '../../model/value/ids.js';
import { actorOf, isMemberAllowed, objectOf } from '../../model/access/member-permissions.js';
import { instantOf } from '../../model/value/time.js';
import type { LocalChange } from '../../store/store.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { giveCommand, isFieldWaiting } from '../support/give-command.js';
import { assertKnownReaders, openJourneyContext } from '../support/writing.js';
import { proposalsOf } from './proposals.js';

const wordTypes = ['contribution', 'topic', 'challenge', 'answer'] as const;
type WordType = (typeof wordTypes)[number];

/** What takes the place of words that their author took back; no screen shows it. */
const nothingLeft = '—';

/** What an author may still do with what they wrote. */
export function createOwnWords(domain: DomainContext): OwnWords {
  const { store, env, person } = domain;

  const withdrawal = (type: WordType, item: Read<WordType>): LocalChange => ({
    kind: 'set',
    type,
    id: item.id,
    space: item.record.space,
    fields: { withdrawnAt: instantOf(env.now()), body: { text: nothingLeft } },
  });

  return {
    async narrow(journey, id, audience) {
      const context = await openJourneyContext(domain, journey);
      const [type, item] = find(context, id);
      const mayNarrow =
        item.by === person ||
        isMemberAllowed({
          actor: actorOf(context.me),
          object: objectOf(type, item),
          action: 'narrow',
          state: context.me.state,
          inAudience: true,
          isOwn: false,
        });
      if (!mayNarrow) throw notYours();
      assertKnownReaders(context, audience);
      if (!isNarrowerOrSame(audience, item.audience, item.by, context.members)) {
        throw new ValidationError('Somebody would read it who does not now.', [
          { path: 'audience', message: 'Choose among those who read it.' },
        ]);
      }
      await giveCommand(domain, journey, 'audience.narrow', { type, id, audience });
    },
    async widen(journey, id, audience) {
      const context = await openJourneyContext(domain, journey);
      const type = parseWidening(context, id, audience, 'yes');
      await giveCommand(domain, journey, 'audience.widen', { type, id, audience });
    },
    async propose(journey, id, audience, { reason } = {}) {
      const context = await openJourneyContext(domain, journey);
      const type = parseWidening(context, id, audience, 'ask');
      await giveCommand(domain, journey, 'audience.propose', {
        proposal: createId(env),
        type,
        id,
        audience,
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
      });
    },
    async answer(journey, id, isYes) {
      const context = await openJourneyContext(domain, journey);
      if (!oneOf(context.records, 'moveProposal', id))
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This question is not here any more.');
      await giveCommand(domain, journey, 'audience.answer', { id, isYes });
    },
    watchProposals: (journey) => watchJourneyContext(domain, journey, [], proposalsOf),
    async withdraw(journey, id) {
      const [type, item] = find(await openJourneyContext(domain, journey), id);
      if (item.by !== person) throw notYours();
      await store.commit(journey, [withdrawal(type, item)]);
    },
    async leave(journey, { withdraw = false } = {}) {
      const context = await openJourneyContext(domain, journey);
      const mine = withdraw
        ? wordTypes.flatMap((type) =>
            listOf(context.records, type)
              .filter((item) => item.by === person && item.withdrawnAt === undefined)
              .map((item) => withdrawal(type, item)),
          )
        : [];
      await giveCommand(
        domain,
        journey,
        'membership.end',
        { id: context.me.id, ...(withdraw ? { words: 'withdraw' } : {}) },
        mine,
      );
    },
  };
}

/** What an item is that this reader would open to more people: by themself, or by asking. */
function parseWidening(context: JourneyContext, id: Id, audience: Audience, may: 'yes' | 'ask'): WordType {
  const [type, item] = find(context, id);
  const { members, me } = context;
  assertKnownReaders(context, audience);
  if (judgeAudienceChange({ item, object: objectOf(type, item), to: audience, asker: me, members }).may !== may)
    throw notYours();
  // Making another's words narrower takes nobody's yes, and is not this.
  if (may === 'yes' && item.by !== me.person) throw notYours();
  const above =
    'topic' in item
      ? [item.topic, item.replyTo].flatMap((name) =>
          wordTypes.flatMap((kind) => (name === undefined ? [] : (oneOf(context.records, kind, name) ?? []))),
        )
      : [];
  const isWider = isNarrowerOrSame(item.audience, audience, item.by, members);
  if (!isWider || !above.every((one) => isOpenTo(one, audience, members))) {
    throw new ValidationError(
      isWider
        ? 'Somebody would read it who does not see what it answers.'
        : 'Somebody who reads it would not any more.',
      [{ path: 'audience', message: 'Choose those who read it now and others who see what it answers.' }],
    );
  }
  return type;
}

/** Whether all of these read an item, as far as the server has said: an audience that waits may be refused. */
const isOpenTo = (
  { record, audience, by }: Read<WordType>,
  to: Audience,
  members: JourneyContext['members'],
): boolean => !isFieldWaiting(record, 'audience') && isNarrowerOrSame(to, audience, by, members);

function find({ records }: JourneyContext, id: Id): readonly [WordType, Read<WordType>] {
  for (const type of wordTypes) {
    const item = oneOf(records, type, id);
    if (item) return [type, item];
  }
  throw notYours();
}

const notYours = (): CordeeError =>
  new CordeeError('CORDEE_PERMISSION_DENIED', 'These words are not here, or not yours to change.');
