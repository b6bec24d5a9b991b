import type { RecordType } from '../../src/model/record.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import { canRead, isKnownTo, mayDo } from './access.js';
import type { Effect } from './apply-set.js';
import { writableTypes } from './field-rules.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { DeleteOperation } from './operations.js';
import { OperationRefused, demand } from './refused.js';
import { type Writer, isCoachee, membershipsOf } from './writer.js';

const deletable: readonly RecordType[] = writableTypes.filter((type) => type !== 'stepRun');

/** Deletes what the writer wrote. Delete wins over any edit that comes later. */
export async function applyDelete(scope: ScopeTransaction, writer: Writer, op: DeleteOperation): Promise<Effect> {
  demand(isRecordType(op.t), 'invalid', 'An unknown type.');
  demand(deletable.includes(op.t), 'forbidden', `A device does not delete a ${op.t}.`);
  const memberships = membershipsOf(writer, scope);
  const stored = await scope.record(op.t, op.id);
  demand(
    stored === undefined || stored.fields['by'] !== writer.person || canRead(stored.space, memberships),
    'space_gone',
    'It was moved out of the reach of its author.',
  );
  demand(isKnownTo(memberships, stored), 'record_gone', 'Nothing to delete that they know of.');
  const right = op.t === 'adaptation' ? 'adapt' : 'write';
  const isMine = stored.fields['by'] === undefined || stored.fields['by'] === writer.person;
  demand(
    isMine && mayDo(right, op.t, stored.fields, writer.person, memberships),
    'forbidden',
    `Not their ${op.t} to delete.`,
  );
  // Both write a goal; it is the person who lets go of it.
  demand(op.t !== 'goal' || isCoachee(memberships), 'forbidden', 'A goal is taken away by the person whose it is.');
  const ratings = op.t === 'goal' ? await scope.dependents('goal', [op.id]) : [];
  const answers = await scope.dependents('topic', [op.id]);
  const others = answers.filter(({ fields }) => fields['by'] !== writer.person);
  demand(!others.some(({ space }) => canRead(space, memberships)), 'precondition', 'Others have answered it.');
  // Who answered others only is not known to the writer, and not by what comes of the rest of their transaction either.
  if (others.length > 0) scope.refuseAtLast(new OperationRefused('precondition', 'Others have answered it.'));
  const marks = await scope.dependents('item', [op.id, ...answers.map(({ id }) => id)]);
  for (const row of [stored, ...ratings, ...answers, ...marks]) scope.remove(row);
  return { isChanged: true, lost: [] };
}
