import { readMarkIdOf } from '../src/model/read-mark.js';
import type { Id } from '../src/model/ids.js';
import type { Fields } from '../src/model/json.js';
import { placeOf, readMarkSpaceOf } from '../src/model/read-mark.js';
import type { RecordType } from '../src/model/record.js';
import type { Space } from '../src/model/space.js';
import { audienceIn, isKnownTo, isWithin } from './access.js';
import type { JourneyDraft } from './journey-draft.js';
import { demand } from './refused.js';
import type { StoredRow } from './sync-storage.js';
import { type Writer, placesOf } from './writer.js';

/** Where a record names others, which are looked up before it is kept. */
export const pointingFields = ['topic', 'replyTo', 'cites', 'goal', 'contribution', 'item'] as const;

/** A record that the writer knows. One that they do not know and one that is not there answer alike. */
async function readable(draft: JourneyDraft, writer: Writer, types: readonly RecordType[], id: Id): Promise<StoredRow> {
  const places = placesOf(writer, draft);
  for (const type of types) {
    const row = await draft.record(type, id);
    if (isKnownTo(places, row)) return row;
  }
  demand(false, 'record_gone', `No ${types.join(' or ')} with this id.`);
}

/** A contribution answers a topic or a challenge, and nobody reads it who does not read that and each contribution it names. */
export async function checkContribution(draft: JourneyDraft, writer: Writer, fields: Fields): Promise<void> {
  const topic = await readable(draft, writer, ['topic', 'challenge'], String(fields['topic']));
  const around = audienceIn(topic.fields);
  const audience = audienceIn(fields);
  demand(
    around !== undefined && audience !== undefined && isWithin(audience, around, draft.members),
    'invalid',
    'Wider than its topic.',
  );
  const cited = (fields['cites'] ?? []) as readonly Id[];
  for (const id of [...cited, ...(typeof fields['replyTo'] === 'string' ? [fields['replyTo']] : [])]) {
    const other = await readable(draft, writer, ['contribution'], id);
    demand(other.fields['topic'] === topic.id, 'invalid', 'It names a contribution of another topic.');
    const readers = audienceIn(other.fields);
    // The name of what one may not read is already too much.
    demand(readers !== undefined && isWithin(audience, readers, draft.members), 'invalid', 'Wider than what it names.');
  }
}

/** A rating is about a goal that the writer reads, and no wider than it. */
export async function checkRating(draft: JourneyDraft, writer: Writer, fields: Fields): Promise<void> {
  const goal = await readable(draft, writer, ['goal'], String(fields['goal']));
  const around = audienceIn(goal.fields);
  const audience = audienceIn(fields);
  demand(
    around !== undefined && audience !== undefined && isWithin(audience, around, draft.members),
    'invalid',
    'Wider than its goal.',
  );
}

/** Thanks are read by who gave, who thanks, and the coach: by nobody else. */
export async function checkServed(draft: JourneyDraft, writer: Writer, fields: Fields): Promise<void> {
  const contribution = await readable(draft, writer, ['contribution'], String(fields['contribution']));
  const giver = String(contribution.fields['by']);
  demand(giver !== writer.person, 'invalid', 'One does not thank oneself.');
  const audience = audienceIn(fields);
  demand(audience?.kind === 'chosen', 'invalid', 'Thanks are for the giver and the coach.');
  const named = audience.members.map((id) => draft.member(id));
  demand(
    named.every((member) => member?.person === giver || member?.person === writer.person || member?.role === 'coach'),
    'invalid',
    'Thanks are for the giver and the coach.',
  );
  const isGone = !draft.members.some(({ person, state }) => person === giver && state === 'active');
  demand(isGone || named.some((member) => member?.person === giver), 'invalid', 'Thanks that the giver does not read.');
}

const markable: readonly RecordType[] = ['topic', 'contribution', 'challenge', 'answer', 'served', 'adaptation'];

/** A mark says that its writer has read an item which they read, under the one id that says so. Gives its space. */
export async function checkReadMark(draft: JourneyDraft, writer: Writer, id: Id, fields: Fields): Promise<Space> {
  const item = await readable(draft, writer, markable, String(fields['item']));
  const places = placesOf(writer, draft);
  const reader = places.find((place) => id === readMarkIdOf(item.id, place.id));
  demand(reader, 'invalid', 'A read mark is named by its item and its reader.');
  demand(item.fields['by'] !== writer.person, 'invalid', "One does not mark one's own item.");
  const author = placeOf(draft.members, String(item.fields['by']));
  demand(author, 'invalid', 'The author was never on this rope.');
  return readMarkSpaceOf(draft.place.journey, reader, author);
}
