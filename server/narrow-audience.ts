import * as v from 'valibot';
import { type Audience, audienceSchema, isInAudience } from '../src/model/audience.js';
import { keepingAuthor } from '../src/model/audience-change.js';
import { idSchema } from '../src/model/ids.js';
import { type Json, isSameJson } from '../src/model/json.js';
import { isRecordType } from '../src/model/record.js';
import { spaceOf } from '../src/model/space.js';
import { audienceIn, isKnownTo, isWithin, mayDo } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { Command } from './commands.js';
import type { JourneyDraft } from './journey-draft.js';
import { demand } from './refused.js';
import { stampAfter } from './stamps.js';
import type { StoredRow } from './sync-storage.js';
import { type Writer, placesOf } from './writer.js';

const argsSchema = v.object({
  type: v.picklist(['topic', 'contribution', 'challenge', 'answer', 'goal', 'goalRating', 'ifThen']),
  id: idSchema,
  audience: audienceSchema,
});

/**
 * Makes fewer people read an item, at one revision: the item, then what was said under it that
 * would otherwise be read by more (of a goal, its ratings), then the marks of readers who are no longer inside.
 * [WD3] Who wrote each of them goes on reading it.
 */
export const narrowAudience: Command = async (draft, writer, op) => {
  const parsed = v.safeParse(argsSchema, op.args);
  demand(
    parsed.success && isRecordType(parsed.output.type),
    'invalid',
    'audience.narrow takes { type, id, audience }.',
  );
  const { type, id, audience } = parsed.output;
  const places = placesOf(writer, draft);
  const item = await draft.record(type, id);
  demand(isKnownTo(places, item), 'record_gone', 'Nothing that they know of.');
  demand(op.if === undefined || op.if.rev === item.rev, 'precondition', 'It changed since.');
  demand(
    mayDo('narrow', type, item.fields, writer.person, places) ||
      mayDo('write', type, item.fields, writer.person, places),
    'forbidden',
    'Neither theirs nor in their space.',
  );
  const current = audienceIn(item.fields);
  demand(current, 'invalid', 'It has no audience.');
  if (isSameJson(current as unknown as Json, audience as unknown as Json)) return false;
  await checkAudience(draft, writer, audience);
  demand(isWithin(audience, current, draft.members), 'forbidden', 'Somebody would read it who does not now.');
  demandFitReaders(draft, type, item.fields, audience);
  const readers = keepingAuthor(audience, authorIn(item), draft.members);
  if (isSameJson(current as unknown as Json, readers as unknown as Json)) return false;
  await demandRoomFor(draft, writer, spaceOf(draft.place.journey, readers, writer.person));
  moveItem(draft, writer, item, readers);
  const moved = [item.id];
  const below = [
    ...(await draft.dependents('topic', [item.id])),
    ...(type === 'goal' ? await draft.dependents('goal', [item.id]) : []),
  ];
  for (const answer of below) {
    const own = audienceIn(answer.fields);
    if (own === undefined || isWithin(own, audience, draft.members)) continue;
    const next = keepingAuthor(
      isWithin(audience, own, draft.members) ? audience : common(draft, own, audience),
      authorIn(answer),
      draft.members,
    );
    if (isSameJson(own as unknown as Json, next as unknown as Json)) continue;
    moveItem(draft, writer, answer, next);
    moved.push(answer.id);
  }
  await dropMarks(draft, moved);
  return true;
};

const authorIn = ({ fields }: StoredRow): string => String(fields['by'] ?? '');

/** Puts an item where its readers are. */
export function moveItem(draft: JourneyDraft, { nowMs, replica }: Writer, row: StoredRow, audience: Audience): void {
  const stamp = stampAfter(row.stamps['audience'] ?? '', nowMs, replica);
  draft.put({
    ...row,
    space: spaceOf(draft.place.journey, audience, String(row.fields['by'] ?? '')),
    fields: { ...row.fields, audience: audience as unknown as Json },
    stamps: { ...row.stamps, audience: stamp },
  });
}

/** Those who are in both, by name: neither audience holds the other. */
function common(draft: JourneyDraft, one: Audience, other: Audience): Audience {
  const both = draft.members
    .map((member) => ({ ...member, state: 'active' as const }))
    .filter((member) => isInAudience(one, '', member) && isInAudience(other, '', member));
  const named = both.filter(({ role }) => role !== 'coachee');
  return { kind: 'chosen', members: (named.length > 0 ? named : both).map(({ id }) => id) };
}

/** A mark goes when its reader or its item's author no longer reads the item. */
async function dropMarks(draft: JourneyDraft, items: readonly string[]): Promise<void> {
  for (const mark of await draft.dependents('item', items)) {
    const [item] = (await draft.recordsById(String(mark.fields['item']))).filter(
      ({ fields }) => audienceIn(fields) !== undefined,
    );
    const audience = item && audienceIn(item.fields);
    const people = [mark.fields['by'], item?.fields['by']];
    const isShared =
      audience !== undefined &&
      people.every((person) =>
        draft.members.some(
          (member) => member.person === person && isInAudience(audience, '', { ...member, state: 'active' }),
        ),
      );
    if (!isShared) draft.remove(mark);
  }
}
