import { type Audience, isInAudience } from '../../src/model/access/audience.js';
import { audienceBelow, keepingAuthor } from '../../src/model/access/audience-change.js';
import { type Json, isSameJson } from '../../src/model/value/json.js';
import { spaceOf } from '../../src/model/access/space.js';
import { audienceIn, isWithin } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { Handler } from './command.js';
import { authorIn, itemOf, sharedAudience } from './command-item.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import { stampAfter } from './stamps.js';
import type { StoredRow } from '../storage/sync-storage.js';
import type { Writer } from './writer.js';

/**
 * Makes fewer people read an item, at one revision: the item, then what was said under it that
 * would otherwise be read by more (of a goal, its ratings), then the marks of readers who are no longer inside.
 * [WD3] Who wrote each of them goes on reading it.
 */
export const narrowAudience: Handler<'audience.narrow'> = async (scope, writer, call) => {
  const { type, audience } = call.args;
  const item = await itemOf(scope, writer, call);
  const current = sharedAudience(item);
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
    const next = own && audienceBelow({ by: authorIn(answer), audience: own }, audience, scope.members);
    if (next === undefined || isSameJson(own as unknown as Json, next as unknown as Json)) continue;
    moveItem(scope, writer, answer, next);
    moved.push(answer.id);
  }
  await dropMarks(scope, moved);
  return true;
};

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
