import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import { placeOf, readMarkSpaceOf } from '../../src/model/conversation/read-mark.js';
import type { RecordType } from '../../src/model/record.js';
import type { Space } from '../../src/model/access/space.js';
import { audienceIn, isKnownTo, isWithin } from './access.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import type { StoredRow } from '../storage/sync-storage.js';
import { type Writer, membershipsOf } from './writer.js';

/** Where a record names others, which are looked up before it is kept. */
export const pointingFields = ['topic', 'replyTo', 'cites', 'goal', 'contribution', 'item'] as const;

/** A record that the writer knows. One that they do not know and one that is not there answer alike. */
async function readable(
  scope: ScopeTransaction,
  writer: Writer,
  types: readonly RecordType[],
  id: Id,
): Promise<StoredRow> {
  const memberships = membershipsOf(writer, scope);
  for (const type of types) {
    const row = await scope.record(type, id);
    if (isKnownTo(memberships, row)) return row;
  }
  demand(false, 'record_gone', `No ${types.join(' or ')} with this id.`);
}

/** A contribution answers a topic or a challenge, and nobody reads it who does not read that and each contribution it names. */
export async function checkContribution(scope: ScopeTransaction, writer: Writer, fields: Fields): Promise<void> {
  const topic = await readable(scope, writer, ['topic', 'challenge'], String(fields['topic']));
  const around = audienceIn(topic.fields);
  const audience = audienceIn(fields);
  demand(
    around !== undefined && audience !== undefined && isWithin(audience, around, scope.members),
    'invalid',
    'Wider than its topic.',
  );
  const cited = (fields['cites'] ?? []) as readonly Id[];
  for (const id of [...cited, ...(typeof fields['replyTo'] === 'string' ? [fields['replyTo']] : [])]) {
    const other = await readable(scope, writer, ['contribution'], id);
    demand(other.fields['topic'] === topic.id, 'invalid', 'It names a contribution of another topic.');
    const readers = audienceIn(other.fields);
    // The name of what one may not read is already too much.
    demand(readers !== undefined && isWithin(audience, readers, scope.members), 'invalid', 'Wider than what it names.');
  }
}

/** A rating is about a goal that the writer reads, and no wider than it. */
export async function checkRating(scope: ScopeTransaction, writer: Writer, fields: Fields): Promise<void> {
  const goal = await readable(scope, writer, ['goal'], String(fields['goal']));
  const around = audienceIn(goal.fields);
  const audience = audienceIn(fields);
  demand(
    around !== undefined && audience !== undefined && isWithin(audience, around, scope.members),
    'invalid',
    'Wider than its goal.',
  );
}

/** Thanks are read by who gave, who thanks, and the coach: by nobody else. */
export async function checkServed(scope: ScopeTransaction, writer: Writer, fields: Fields): Promise<void> {
  const contribution = await readable(scope, writer, ['contribution'], String(fields['contribution']));
  const giver = String(contribution.fields['by']);
  demand(giver !== writer.person, 'invalid', 'One does not thank oneself.');
  const audience = audienceIn(fields);
  demand(audience?.kind === 'chosen', 'invalid', 'Thanks are for the giver and the coach.');
  const named = audience.members.map((id) => scope.member(id));
  demand(
    named.every((member) => member?.person === giver || member?.person === writer.person || member?.role === 'coach'),
    'invalid',
    'Thanks are for the giver and the coach.',
  );
  const isGone = !scope.members.some(({ person, state }) => person === giver && state === 'active');
  demand(isGone || named.some((member) => member?.person === giver), 'invalid', 'Thanks that the giver does not read.');
}

const markable: readonly RecordType[] = ['topic', 'contribution', 'challenge', 'answer', 'served', 'adaptation'];

/** A mark says that its writer has read an item which they read, under the one id that says so. Gives its space. */
export async function checkReadMark(scope: ScopeTransaction, writer: Writer, id: Id, fields: Fields): Promise<Space> {
  const item = await readable(scope, writer, markable, String(fields['item']));
  const memberships = membershipsOf(writer, scope);
  const reader = memberships.find((membership) => id === readMarkIdOf(item.id, membership.id));
  demand(reader, 'invalid', 'A read mark is named by its item and its reader.');
  demand(item.fields['by'] !== writer.person, 'invalid', "One does not mark one's own item.");
  const author = placeOf(scope.members, String(item.fields['by']));
  demand(author, 'invalid', 'The author was never in this journey.');
  return readMarkSpaceOf(scope.scopeKey.journey, reader, author);
}
