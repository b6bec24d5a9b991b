import type { Audience } from '../../src/model/access/audience.js';
import { spaceOf } from '../../src/model/access/space.js';
import { audienceIn, isWithin } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { CommandCall, Handler } from './command.js';
import { itemOf, sharedAudience } from './command-item.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { moveItem } from './narrow-audience.js';
import { demand } from './refused.js';
import type { StoredRow } from '../storage/sync-storage.js';
import type { Writer } from './writer.js';

/** A change to more readers that the journey has room for. */
interface Widening {
  readonly item: StoredRow;
  readonly from: Audience;
  /** Whether nobody would read more than now. */
  readonly isSame: boolean;
}

/** What a command about more readers asks, checked against who reads the item and what it answers. */
export async function checkWidening(
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall<'audience.widen' | 'audience.propose'>,
): Promise<Widening> {
  const { audience: to } = call.args;
  const item = await itemOf(scope, writer, call);
  const from = sharedAudience(item);
  await checkAudience(scope, writer, to);
  const isKept = isWithin(from, to, scope.members);
  demand(isKept, 'invalid', 'Somebody who reads it would not any more: that is audience.narrow.');
  await demandOpen(scope, item, to);
  return { item, from, isSame: isWithin(to, from, scope.members) };
}

/** Refuses readers who may not read such an item, or who do not see what it answers. */
export async function demandOpen(scope: ScopeTransaction, item: StoredRow, to: Audience): Promise<void> {
  demandFitReaders(scope, item.type, item.fields, to);
  for (const above of await answeredBy(scope, item)) {
    const own = audienceIn(above.fields);
    demand(
      own !== undefined && isWithin(to, own, scope.members),
      'forbidden',
      'Somebody would read it who does not see what it answers.',
    );
  }
}

/**
 * Lets more people read an item at once. It takes the yes of its author and of the person accompanied, so
 * only a person who is both does it; others ask, by `audience.propose`.
 * What was said under it keeps its readers: its authors have not been asked.
 */
export const widenAudience: Handler<'audience.widen'> = async (scope, writer, call) => {
  const { item, isSame } = await checkWidening(scope, writer, call);
  if (isSame) return false;
  await openTo(scope, writer, item, call.args.audience);
  return true;
};

/** Gives an item to its new readers. */
export async function openTo(scope: ScopeTransaction, writer: Writer, item: StoredRow, to: Audience): Promise<void> {
  await demandRoomFor(scope, writer, spaceOf(scope.scopeKey.journey, to, String(item.fields['by'] ?? '')));
  moveItem(scope, writer, item, to);
}

/** What a voice answers: its topic or challenge, and the voice before it. */
async function answeredBy(scope: ScopeTransaction, { type, fields }: StoredRow): Promise<readonly StoredRow[]> {
  if (type !== 'contribution') return [];
  const ids = [fields['topic'], fields['replyTo']].filter((id) => typeof id === 'string');
  const found = await Promise.all(ids.map((id) => scope.recordsById(id)));
  return found.flat().filter((row) => !row.deleted && audienceIn(row.fields) !== undefined);
}
