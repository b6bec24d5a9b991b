import * as v from 'valibot';
import { type Audience, audienceSchema, isInAudience } from '../../src/model/access/audience.js';
import { keepingAuthor } from '../../src/model/access/audience-change.js';
import { idSchema } from '../../src/model/value/ids.js';
import { type Json, isSameJson } from '../../src/model/value/json.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import { spaceOf } from '../../src/model/access/space.js';
import { audienceIn, isKnownTo, isWithin, mayDo } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { Command } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import { stampAfter } from './stamps.js';
import type { StoredRow } from '../storage/sync-storage.js';
import { type Writer, membershipsOf } from './writer.js';

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
export const narrowAudience: Command = async (scope, writer, op) => {
  const parsed = v.safeParse(argsSchema, op.args);
  demand(
    parsed.success && isRecordType(parsed.output.type),
    'invalid',
    'audience.narrow takes { type, id, audience }.',
  );
  const { type, id, audience } = parsed.output;
  const memberships = membershipsOf(writer, scope);
  const item = await scope.record(type, id);
  demand(isKnownTo(memberships, item), 'record_gone', 'Nothing that they know of.');
  demand(op.if === undefined || op.if.rev === item.rev, 'precondition', 'It changed since.');
  demand(
    mayDo('narrow', type, item.fields, writer.person, memberships) ||
      mayDo('write', type, item.fields, writer.person, memberships),
    'forbidden',
    'Neither theirs nor in their space.',
  );
  const current = audienceIn(item.fields);
  demand(current, 'invalid', 'It has no audience.');
  if (isSameJson(current as unknown as Json, audience as unknown as Json)) return false;
  await checkAudience(scope, writer, audience);
  demand(isWithin(audience, current, scope.members), 'forbidden', 'Somebody would read it who does not now.');
  demandFitReaders(scope, type, item.fields, audience);
  const readers = keepingAuthor(audience, authorIn(item), scope.members);
  if (isSameJson(current as unknown as Json, readers as unknown as Json)) return false;
  await demandRoomFor(scope, writer, spaceOf(scope.scopeKey.journey, readers, writer.person));
  moveItem(scope, writer, item, readers);
  const moved = [item.id];
  const below = [
    ...(await scope.dependents('topic', [item.id])),
    ...(type === 'goal' ? await scope.dependents('goal', [item.id]) : []),
  ];
  for (const answer of below) {
    const own = audienceIn(answer.fields);
    if (own === undefined || isWithin(own, audience, scope.members)) continue;
    const next = keepingAuthor(
      isWithin(audience, own, scope.members) ? audience : common(scope, own, audience),
      authorIn(answer),
      scope.members,
    );
    if (isSameJson(own as unknown as Json, next as unknown as Json)) continue;
    moveItem(scope, writer, answer, next);
    moved.push(answer.id);
  }
  await dropMarks(scope, moved);
  return true;
};

const authorIn = ({ fields }: StoredRow): string => String(fields['by'] ?? '');

/** Puts an item where its readers are. */
export function moveItem(
  scope: ScopeTransaction,
  { nowMs, replica }: Writer,
  row: StoredRow,
  audience: Audience,
): void {
  const stamp = stampAfter(row.stamps['audience'] ?? '', nowMs, replica);
  scope.put({
    ...row,
    space: spaceOf(scope.scopeKey.journey, audience, String(row.fields['by'] ?? '')),
    fields: { ...row.fields, audience: audience as unknown as Json },
    stamps: { ...row.stamps, audience: stamp },
  });
}

/** Those who are in both, by name: neither audience holds the other. */
function common(scope: ScopeTransaction, one: Audience, other: Audience): Audience {
  const both = scope.members
    .map((member) => ({ ...member, state: 'active' as const }))
    .filter((member) => isInAudience(one, '', member) && isInAudience(other, '', member));
  const named = both.filter(({ role }) => role !== 'coachee');
  return { kind: 'chosen', members: (named.length > 0 ? named : both).map(({ id }) => id) };
}

/** A mark goes when its reader or its item's author no longer reads the item. */
async function dropMarks(scope: ScopeTransaction, items: readonly string[]): Promise<void> {
  for (const mark of await scope.dependents('item', items)) {
    const [item] = (await scope.recordsById(String(mark.fields['item']))).filter(
      ({ fields }) => audienceIn(fields) !== undefined,
    );
    const audience = item && audienceIn(item.fields);
    const people = [mark.fields['by'], item?.fields['by']];
    const isShared =
      audience !== undefined &&
      people.every((person) =>
        scope.members.some(
          (member) => member.person === person && isInAudience(audience, '', { ...member, state: 'active' }),
        ),
      );
    if (!isShared) scope.remove(mark);
  }
}
