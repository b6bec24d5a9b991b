import type { OwnWords } from '../../api/inbox.js';
import { CordeeError, ValidationError } from '../../errors.js';
import { type Audience, isNarrowerOrSame } from '../../model/access/audience.js';
import { judgeAudienceChange } from '../../model/access/audience-change.js';
import { type Id, createId } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { actorOf, isAllowed, objectOf } from '../../model/access/permissions.js';
import { instantOf } from '../../model/value/time.js';
import type { LocalChange } from '../../store/store.js';
import { liveQuery } from '../../live/live-query.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import type { DomainContext } from '../support/domain-context.js';
import { assertKnownReaders, openJourneyContext } from '../support/writing.js';
import { proposalsOf } from './proposals.js';

const wordTypes = ['contribution', 'topic', 'challenge', 'answer'] as const;
type WordType = (typeof wordTypes)[number];

/** What takes the place of words that their author took back; no screen shows it. */
const nothingLeft = '—';

/** What an author may still do with what they wrote. */
export function createOwnWords(domain: DomainContext): OwnWords {
  const { store, env, person } = domain;

  /** Proposals that were answered here: they go at once, and come back when the server refuses the answer. */
  const said = new Set<Id>();

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
        isAllowed({
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
      await store.commit(journey, [
        {
          kind: 'command',
          name: 'audience.narrow',
          args: { type, id, audience: audience as unknown as Fields & Audience } as unknown as Fields,
        },
      ]);
    },
    async widen(journey, id, audience) {
      const context = await openJourneyContext(domain, journey);
      const type = parseWidening(context, id, audience, 'yes');
      await store.commit(journey, [command('audience.widen', { type, id, audience: audience as unknown as Fields })]);
    },
    async propose(journey, id, audience, { reason } = {}) {
      const context = await openJourneyContext(domain, journey);
      const type = parseWidening(context, id, audience, 'ask');
      await store.commit(journey, [
        command('audience.propose', {
          proposal: createId(env),
          type,
          id,
          audience: audience as unknown as Fields,
          ...(reason?.trim() ? { reason: reason.trim() } : {}),
        }),
      ]);
    },
    async answer(journey, id, isYes) {
      const context = await openJourneyContext(domain, journey);
      if (!oneOf(context.records, 'moveProposal', id))
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This question is not here any more.');
      said.add(id);
      await store.commit(journey, [command('audience.answer', { id, isYes })]);
    },
    watchProposals: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read() {
          const context = journeyContextOf(await store.records(journey), person);
          if (!context) return [];
          const refused = new Set(
            (await store.tray()).flatMap(({ change }) =>
              change.kind === 'command' && change.name === 'audience.answer' ? [change.args['id']] : [],
            ),
          );
          return proposalsOf(context).filter(({ id }) => !said.has(id) || refused.has(id));
        },
      }),
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
      await store.commit(journey, [
        ...mine,
        {
          kind: 'command',
          name: 'membership.end',
          args: { id: context.me.id, ...(withdraw ? { words: 'withdraw' } : {}) },
        },
      ]);
    },
  };
}

const command = (name: string, args: Fields): LocalChange => ({ kind: 'command', name, args });

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
  if (!isWider || !above.every((one) => isNarrowerOrSame(audience, one.audience, one.by, members))) {
    throw new ValidationError(
      isWider
        ? 'Somebody would read it who does not see what it answers.'
        : 'Somebody who reads it would not any more.',
      [{ path: 'audience', message: 'Choose those who read it now and others who see what it answers.' }],
    );
  }
  return type;
}

function find({ records }: JourneyContext, id: Id): readonly [WordType, Read<WordType>] {
  for (const type of wordTypes) {
    const item = oneOf(records, type, id);
    if (item) return [type, item];
  }
  throw notYours();
}

const notYours = (): CordeeError =>
  new CordeeError('CORDEE_PERMISSION_DENIED', 'These words are not here, or not yours to change.');
