import * as v from 'valibot';
import { type Id, isId } from '../src/model/ids.js';
import { isSameJson } from '../src/model/json.js';
import { isRecordType } from '../src/model/record.js';
import { instantOf } from '../src/model/time.js';
import { wordless } from '../src/model/words.js';
import { limits } from '../src/protocol/limits.js';
import { type Operation, operationSchema } from '../src/protocol/messages.js';
import type { Refusal } from '../src/protocol/refusal.js';
import { applyCommand } from './commands.js';
import { applyDelete } from './apply-delete.js';
import { type Effect, applySet } from './apply-set.js';
import { spokenTypes } from './ended-journey.js';
import { pointingFields } from './link-rules.js';
import { type DraftResult, JourneyDraft } from './journey-draft.js';
import { fingerprintOf } from './operations.js';
import { RequestProblem } from './problem.js';
import { OperationRefused, demand } from './refused.js';
import type { NumberedOperation, NumberedPush, NumberedTransaction } from './requests.js';
import { editTimeOf } from './stamps.js';
import type {
  JourneyRow,
  LostValue,
  MemberRow,
  Place,
  ReplicaProgress,
  StorageWriter,
  VerdictRow,
} from './sync-storage.js';
import { canRead } from './access.js';
import { type Writer, placesOf } from './writer.js';

/** What a device's transaction came to. */
export interface PushOutcome {
  readonly verdicts: readonly VerdictRow[];
  readonly lastSeq: number;
  /** Absent when nothing changed. */
  readonly result: DraftResult | undefined;
  /** Why it was refused, for the log: rules only, no content. */
  readonly refusal: OperationRefused | undefined;
}

/** Who pushes, what, and when it arrived. */
export interface PushContext {
  readonly tenant: string;
  readonly person: string;
  readonly push: Omit<NumberedPush, 'txs'>;
  readonly nowMs: number;
  /** Refuse it unread: it has failed too often. */
  readonly isPoisoned: boolean;
}

/**
 * Answers one transaction of a device, in one transaction of the database: the rules decide, then
 * the changes and the lasting verdicts are written together. One that was answered before gets
 * the same answer, also where the device has taken back an operation since. A refused one consumes its numbers, so that it never blocks those behind it.
 * Of who never had a place on the rope nothing is kept: what they push is refused each time, in the same words.
 *
 * @throws RequestProblem `seq_gap` or `op_mismatch`: the device lost its state, or shares it with another.
 */
export async function pushTransaction(
  storage: StorageWriter,
  context: PushContext,
  tx: NumberedTransaction,
): Promise<PushOutcome> {
  const place: Place = { tenant: context.tenant, journey: tx.journey };
  const { replica } = context.push;
  const journey = await storage.lock(place);
  const progress = (await storage.progress(place, replica)) ?? { lastSeq: 0, lastRev: 0, ackedSeq: 0 };
  const first = tx.ops[0]?.seq ?? 0;
  const hashes = tx.ops.map(fingerprintOf);
  if (first > progress.lastSeq && !(await isAnswerKept(storage, place, context.person, journey, progress))) {
    return refusedUnread(tx, { lastSeq: progress.lastSeq, hashes });
  }
  if (first <= progress.lastSeq) {
    const verdicts = await storage.verdicts(place, replica, first - 1, tx.ops.length);
    if (
      verdicts.length !== hashes.length ||
      verdicts.some(({ hash }, at) => hash !== hashes[at] && !isWithdrawal(tx.ops[at]))
    ) {
      throw new RequestProblem('op_mismatch', 'Another operation has this number.', { journey: tx.journey });
    }
    return { verdicts, lastSeq: progress.lastSeq, result: undefined, refusal: undefined };
  }
  if (first > progress.lastSeq + 1) {
    throw new RequestProblem('seq_gap', 'Operations before these have not arrived.', {
      journey: tx.journey,
      expected: progress.lastSeq + 1,
    });
  }

  const decision = await decide(storage, context, tx, place, journey);
  const { draft, answers, refusal } = decision;
  const result = draft?.finish();
  // Where nothing changed, no revision is told that the writer cannot see.
  const rev = result?.changes.rev ?? (draft === undefined ? 0 : lastRevisionIn(draft, placesOf(context, draft)));
  const verdicts = answers.map((answer, at): VerdictRow => ({
    seq: first + at,
    hash: hashes[at] ?? '',
    tx: tx.tx,
    st: answer.st,
    code: answer.code,
    lost: answer.lost?.map(([field]) => field),
    rev: answer.st === 'ok' || answer.st === 'lost' ? rev : undefined,
  }));
  const lastSeq = first + tx.ops.length - 1;
  if (result !== undefined) await storage.save(place, result.changes);
  await storage.saveOutcome(place, {
    replica,
    person: context.person,
    progress: { ...progress, lastSeq, lastRev: result === undefined ? progress.lastRev : rev },
    verdicts,
    lostValues: answers.flatMap((answer, at) => lostValuesOf(answer, first + at)),
    at: instantOf(context.nowMs),
  });
  return { verdicts, lastSeq, result, refusal };
}

/** Whoever lost their place finds the answers to what was still under way, as many as one push holds; of who never had one nothing is kept. */
async function isAnswerKept(
  storage: StorageWriter,
  place: Place,
  person: string,
  journey: JourneyRow | undefined,
  { lastSeq, ackedSeq }: ReplicaProgress,
): Promise<boolean> {
  const places =
    journey === undefined ? [] : (await storage.members(place)).filter((member) => member.person === person);
  return places.some(({ state }) => state !== 'ended') || (places.length > 0 && lastSeq - ackedSeq < limits.pushOps);
}

/** The answer to who never had a place, whether there is such a journey or not. It needs no memory: nothing was done, so nothing is done twice. */
export function refusedUnread(
  tx: NumberedTransaction,
  { lastSeq = 0, hashes = [] }: { readonly lastSeq?: number; readonly hashes?: readonly string[] } = {},
): PushOutcome {
  const verdicts = tx.ops.map(({ seq }, at): VerdictRow => ({
    seq,
    hash: hashes[at] ?? '',
    tx: tx.tx,
    st: 'no',
    code: 'not_a_member',
    lost: undefined,
    rev: undefined,
  }));
  return {
    verdicts,
    lastSeq,
    result: undefined,
    refusal: new OperationRefused('not_a_member', 'No place on this rope.'),
  };
}

/** Takes the place of an operation that may have arrived all the same: then it comes too late, and gets the answer to that. */
const isWithdrawal = (op: NumberedOperation | undefined): boolean =>
  op?.['k'] === 'do' && op['name'] === 'change.withdraw';

interface Answer {
  readonly st: VerdictRow['st'];
  readonly code?: Refusal;
  readonly lost?: Effect['lost'];
  readonly operation?: Operation;
  /** Whether what lost is kept for its author. */
  readonly isKept?: boolean;
}

interface Decision {
  readonly draft: JourneyDraft | undefined;
  readonly answers: readonly Answer[];
  readonly refusal: OperationRefused | undefined;
}

/** Runs the rules. Refused, the draft is thrown away: nothing of it was written. */
async function decide(
  storage: StorageWriter,
  context: PushContext,
  tx: NumberedTransaction,
  place: Place,
  journey: JourneyRow | undefined,
): Promise<Decision> {
  try {
    demand(!context.isPoisoned, 'invalid', 'It failed too often.');
    demand(journey, 'not_a_member', 'No such journey.');
    const draft = await JourneyDraft.begin(storage, place, journey);
    const operations = tx.ops.map(parseOperation);
    demandPlace(draft, context.person, operations);
    await draft.expect(operations.flatMap((operation) => idsIn(operation, place)));
    const answers: Answer[] = [];
    for (const operation of operations) {
      const writer: Writer = {
        person: context.person,
        replica: context.push.replica,
        nowMs: context.nowMs,
        editMs: editTimeOf(operation, context.push, context.nowMs),
      };
      const { isChanged, lost } = await apply(draft, writer, operation);
      answers.push({
        st: lost.length > 0 ? 'lost' : isChanged ? 'ok' : 'noop',
        lost,
        operation,
        isKept: lost.length > 0 && !(await isWordless(draft, operation)),
      });
    }
    draft.demandAgreed();
    return { draft, answers, refusal: undefined };
  } catch (error) {
    if (!(error instanceof OperationRefused)) throw error;
    return { draft: undefined, answers: tx.ops.map(() => ({ st: 'no', code: error.code })), refusal: error };
  }
}

/** An operation that names more is refused by its schema. */
const namedAtMost = 60;

/** The record that an operation is about, and those without which nothing can be said to it: not one by one, however many there are. */
function idsIn(op: Operation, { journey }: Place): readonly Id[] {
  if (op.k === 'do') return [];
  const named = op.k === 'set' ? pointingFields.flatMap((field) => op.f[field] ?? []).slice(0, namedAtMost) : [];
  const above = isRecordType(op.t) && spokenTypes.includes(op.t) ? [journey] : [];
  return [op.id, ...above, ...named.filter((id): id is Id => typeof id === 'string' && isId(id))];
}

function parseOperation(op: NumberedOperation): Operation {
  demand(Buffer.byteLength(JSON.stringify(op)) <= limits.opBytes, 'too_large', 'An operation over the limit.');
  const parsed = v.safeParse(operationSchema, op);
  demand(parsed.success, 'invalid', 'Not an operation.');
  return parsed.output;
}

/** Who has no active place may do nothing but come back, or leave for good. */
function demandPlace(draft: JourneyDraft, person: string, operations: readonly Operation[]): void {
  if (placesOf({ person }, draft).length > 0) return;
  const isPaused = draft.members.some((member) => member.person === person && member.state === 'paused');
  const isAboutPlace = operations.every(
    (op) => op.k === 'do' && (op.name === 'membership.resume' || op.name === 'membership.end'),
  );
  demand(isPaused && isAboutPlace, 'not_a_member', 'No active place on this rope.');
}

function apply(draft: JourneyDraft, writer: Writer, operation: Operation): Promise<Effect> {
  switch (operation.k) {
    case 'set':
      return applySet(draft, writer, operation);
    case 'del':
      return applyDelete(draft, writer, operation);
    case 'do':
      return applyCommand(draft, writer, operation);
  }
}

/** The last revision at which a space changed that these places read. */
const lastRevisionIn = (draft: JourneyDraft, places: readonly MemberRow[]): number =>
  Math.max(0, ...[...draft.spaces.values()].filter(({ name }) => canRead(name, places)).map(({ rev }) => rev));

/** Whoever has taken their words back finds none of them here: not those of an older edit that comes later either. */
async function isWordless(draft: JourneyDraft, operation: Operation): Promise<boolean> {
  const row =
    operation.k === 'set' && isRecordType(operation.t) ? await draft.record(operation.t, operation.id) : undefined;
  return isSameJson(row?.fields['body'] ?? null, wordless);
}

function lostValuesOf({ lost, operation, isKept }: Answer, seq: number): readonly LostValue[] {
  if (operation?.k !== 'set' || lost === undefined || !isKept) return [];
  return lost.map(([field, value]) => ({
    type: operation.t as LostValue['type'],
    id: operation.id,
    field,
    seq,
    value,
  }));
}
