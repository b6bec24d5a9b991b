import type { Fields } from '../../src/model/value/json.js';
import { outcomeOf, readersOfProposal } from '../../src/model/access/move-outcome.js';
import { type MoveProposal, withAnswer } from '../../src/model/access/move-proposal.js';
import { spaceOf } from '../../src/model/access/space.js';
import { instantOf } from '../../src/model/value/time.js';
import { changeRow } from './change-record.js';
import type { Handler } from './command.js';
import { authorIn, sharedAudience, sharedItem, verdictOn } from './command-item.js';
import { putWhole } from './put-whole.js';
import { demand } from './refused.js';
import { checkWidening, demandOpen, openTo } from './widen-audience.js';
import { membershipsOf } from './writer.js';

/**
 * Asks those whose yes it takes to let more people read an item. Nothing is opened before they have said it. Only who
 * asks, the author and the person accompanied know of it; who asks again about the same item has the last question.
 */
export const proposeAudience: Handler<'audience.propose'> = async (scope, writer, call) => {
  const { proposal: id, audience: to, reason } = call.args;
  const { item, from, isSame } = await checkWidening(scope, writer, call);
  demand(!isSame, 'invalid', 'They read it already.');
  const author = scope.members.find((member) => member.person === authorIn(item) && member.state !== 'ended');
  demand(author, 'precondition', 'Its author has left.');
  const asker = membershipsOf(writer, scope).find((member) => verdictOn(scope, item, to, member) === 'ask');
  demand(asker, 'forbidden', 'They may not ask.');
  demand((await scope.record('moveProposal', id)) === undefined, 'invalid', 'There is such a proposal.');
  const earlier = (await scope.dependents('item', [item.id])).filter(
    (row) => row.type === 'moveProposal' && row.fields['by'] === writer.person,
  );
  for (const row of earlier) scope.remove(row);
  const space = spaceOf(scope.scopeKey.journey, readersOfProposal(author, asker), writer.person);
  const fields = {
    item: item.id,
    by: writer.person,
    at: instantOf(writer.nowMs),
    from,
    to,
    ...(reason === undefined ? {} : { reason }),
    answers: [],
  } as unknown as Fields;
  await putWhole(scope, { type: 'moveProposal', id, space, fields }, writer.nowMs, writer.replica);
  return true;
};

/** Says yes or no to a proposal; who made it takes it back by a no. With the last yes that it takes, the item is opened. */
export const answerProposal: Handler<'audience.answer'> = async (scope, writer, { args: { id, isYes } }) => {
  const row = await scope.record('moveProposal', id);
  demand(row, 'record_gone', 'No proposal.');
  const proposal = { ...(row.fields as unknown as Omit<MoveProposal, 'id'>), id };
  if (proposal.by === writer.person && !isYes) {
    scope.remove(row);
    return true;
  }
  const item = await sharedItem(scope, proposal.item);
  demand(item, 'record_gone', 'It was taken back.');
  const shared = { by: authorIn(item), audience: sharedAudience(item) };
  const coachee = scope.members.find(({ role }) => role === 'coachee')?.person ?? '';
  demand(outcomeOf(proposal, shared, coachee) !== 'outdated', 'precondition', 'Others read it since it was asked.');
  const next = withAnswer(proposal, { person: writer.person, isYes, at: instantOf(writer.nowMs) });
  if (outcomeOf(next, shared, coachee) !== 'agreed') {
    changeRow(scope, writer, row, { answers: next.answers as unknown as Fields[string] });
    return true;
  }
  await demandOpen(scope, item, proposal.to);
  await openTo(scope, writer, item, proposal.to);
  scope.remove(row);
  return true;
};
