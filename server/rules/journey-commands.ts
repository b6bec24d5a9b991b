import { type Journey, hasEnded, restsSince } from '../../src/model/journey/journey.js';
import type { Fields } from '../../src/model/value/json.js';
import { stateAfter } from '../../src/model/value/state-machine.js';
import { journeyMoves } from '../../src/model/states.js';
import { addDays, dateIn, daysBetween, instantOf } from '../../src/model/value/time.js';
import { changeRecord, changeRow } from './change-record.js';
import type { CommandCall } from './command.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import type { Writer } from './writer.js';

type Move = keyof (typeof journeyMoves)['active'];

/** The person moves their own journey. A coach may stop it, and no more. */
export const moveJourney = async (
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall<`journey.${Move}`>,
): Promise<boolean> => {
  const move = call.name.slice('journey.'.length) as Move;
  const { until } = call.name === 'journey.pause' ? call.args : {};
  const { reason } = call.name === 'journey.stop' ? call.args : {};
  const row = await scope.record('journey', scope.scopeKey.journey);
  demand(row !== undefined && !row.deleted, 'invalid', 'No such journey.');
  const journey = row.fields as unknown as Journey;
  const state = stateAfter(journeyMoves, journey.state, move);
  // Another device of theirs has said it already.
  if (state === undefined && Object.values(journeyMoves).some((moves) => moves[move] === journey.state)) return false;
  demand(state !== undefined, 'precondition', `A journey that is ${journey.state} does not ${move}.`);
  const today = dateIn(journey.timeZone, writer.nowMs);
  demand(until === undefined || until > today, 'invalid', 'A pause ends on a day to come.');
  if (journey.state === 'paused') await shiftPlan(scope, writer, journey, today);
  const pauses = journey.pauses ?? [];
  changeRow(scope, writer, row, {
    state,
    pausedUntil: state === 'paused' ? (until ?? null) : null,
    ...(state === 'paused' ? { pauses: [...pauses, { from: today }] as unknown as Fields[string] } : {}),
    ...(journey.state === 'paused'
      ? {
          pauses: pauses.map((pause) =>
            pause.to === undefined ? { ...pause, to: today } : pause,
          ) as unknown as Fields[string],
        }
      : {}),
    ...(reason !== undefined ? { stoppedBecause: reason } : {}),
  });
  for (const { id, role } of scope.members) {
    if (role === 'coachee')
      await changeRecord(scope, writer, 'member', id, { endedAt: hasEnded(state) ? instantOf(writer.nowMs) : null });
  }
  return true;
};

/** What was not done waits as long as the pause was: nobody comes back to a path that has run away. */
async function shiftPlan(scope: ScopeTransaction, writer: Writer, journey: Journey, today: string): Promise<void> {
  const since = restsSince(journey);
  const days = since === undefined ? 0 : daysBetween(since, today);
  if (days <= 0) return;
  for (const run of await scope.recordsOf('stepRun')) {
    const { state, plannedFor } = run.fields;
    if (state === 'done' || state === 'skipped' || state === 'replaced') continue;
    changeRow(scope, writer, run, { plannedFor: addDays(String(plannedFor), days) });
  }
}
