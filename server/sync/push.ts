import * as v from 'valibot';
import { type Id, isId } from '../../src/model/value/ids.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import { instantOf } from '../../src/model/value/time.js';
import { limits } from '../../src/protocol/limits.js';
import { type Operation, operationSchema } from '../../src/protocol/messages.js';
import type { Refusal } from '../../src/protocol/refusal.js';
import { type CommandRules, applyCommand } from '../rules/commands.js';
import { applyDelete } from '../rules/apply-delete.js';
import { type Effect, applySet } from '../rules/apply-set.js';
import {
  type SharedAccess,
  accessTo,
  deleteShared,
  isShared,
  lastRevisionOf,
  opens,
  setShared,
} from '../rules/shared-scope.js';
import { spokenTypes } from '../rules/ended-journey.js';
import { pointingFields } from '../rules/link-rules.js';
import { type TransactionResult, ScopeTransaction } from '../rules/scope-transaction.js';
import { fingerprintOf } from '../rules/operations.js';
import { RequestProblem } from '../problem.js';
import { OperationRefused, demand } from '../rules/refused.js';
import { isWordless, lostValuesOf } from './lost-words.js';
import type { NumberedOperation, NumberedPush, NumberedTransaction } from './requests.js';
import { editTimeOf } from '../rules/stamps.js';
import type {
  ScopeRow,
  MemberRow,
  ScopeKey,
  ReplicaProgress,
  StorageWriter,
  VerdictRow,
} from '../storage/sync-storage.js';
import { canRead } from '../rules/access.js';
import { type Writer, membershipsOf } from '../rules/writer.js';

/** What a device's transaction came to. */
export interface PushOutcome {
  readonly verdicts: readonly VerdictRow[];
  readonly lastSeq: number;
  /** Absent when nothing changed. */
  readonly result: TransactionResult | undefined;
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
  /** The server's own unless given. */
  readonly commands?: CommandRules | undefined;
}

/**
 * Answers one transaction of a device, in one transaction of the database: the rules decide, then
 * the changes and the lasting verdicts are written together. One that was answered before gets
 * the same answer, also where the device has taken back an operation since. A refused one consumes its numbers, so that it never blocks those behind it.
 * Of who never had a membership nothing is kept: what they push is refused each time, in the same words.
 *
 * @throws RequestProblem `seq_gap` or `op_mismatch`: the device lost its state, or shares it with another.
 */
export async function pushTransaction(
  storage: StorageWriter,
  context: PushContext,
  tx: NumberedTransaction,
): Promise<PushOutcome> {
  const scopeKey: ScopeKey = { tenant: context.tenant, journey: tx.journey };
  const { replica } = context.push;
  const shared = isShared(tx.journey) ? await accessTo(storage, scopeKey, context.person) : undefined;
  // What is somebody's own begins with their first word in it.
  if (shared?.isOwner) await storage.createJourney(scopeKey);
  const journey = await storage.lock(scopeKey);
  const progress = (await storage.progress(scopeKey, replica)) ?? { lastSeq: 0, lastRev: 0, ackedSeq: 0 };
  const first = tx.ops[0]?.seq ?? 0;
  const hashes = tx.ops.map(fingerprintOf);
  const isKept = shared ? opens(shared) : await isAnswerKept(storage, scopeKey, context.person, journey, progress);
  if (first > progress.lastSeq && !isKept) {
    return refusedUnread(tx, { lastSeq: progress.lastSeq, hashes });
  }
  if (first <= progress.lastSeq) {
    const verdicts = await storage.verdicts(scopeKey, replica, first - 1, tx.ops.length);
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

  const decision = await decide(storage, context, tx, scopeKey, journey, shared);
  const { scope, answers, refusal } = decision;
  const result = scope?.finish();
  // Where nothing changed, no revision is told that the writer cannot see.
  const rev =
    result?.changes.rev ??
    (scope === undefined
      ? 0
      : shared
        ? lastRevisionOf(scope, shared)
        : lastRevisionIn(scope, membershipsOf(context, scope)));
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
  if (result !== undefined) await storage.save(scopeKey, result.changes);
  await storage.saveOutcome(scopeKey, {
    replica,
    person: context.person,
    progress: { ...progress, lastSeq, lastRev: result === undefined ? progress.lastRev : rev },
    verdicts,
    lostValues: answers.flatMap((answer, at) => lostValuesOf(answer, first + at)),
    at: instantOf(context.nowMs),
  });
  return { verdicts, lastSeq, result, refusal };
}

/** Whoever lost their membership finds the answers to what was still under way, as many as one push holds; of who never had one nothing is kept. */
async function isAnswerKept(
  storage: StorageWriter,
  scopeKey: ScopeKey,
  person: string,
  journey: ScopeRow | undefined,
  { lastSeq, ackedSeq }: ReplicaProgress,
): Promise<boolean> {
  const memberships =
    journey === undefined ? [] : (await storage.members(scopeKey)).filter((member) => member.person === person);
  return (
    memberships.some(({ state }) => state !== 'ended') ||
    (memberships.length > 0 && lastSeq - ackedSeq < limits.pushOps)
  );
}

/** The answer to who never had a membership, whether there is such a journey or not. It needs no memory: nothing was done, so nothing is done twice. */
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
    refusal: new OperationRefused('not_a_member', 'No membership of this journey.'),
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
  readonly scope: ScopeTransaction | undefined;
  readonly answers: readonly Answer[];
  readonly refusal: OperationRefused | undefined;
}

/** Runs the rules. Refused, the transaction is thrown away: nothing of it was written. */
async function decide(
  storage: StorageWriter,
  context: PushContext,
  tx: NumberedTransaction,
  scopeKey: ScopeKey,
  journey: ScopeRow | undefined,
  shared: SharedAccess | undefined,
): Promise<Decision> {
  try {
    demand(!context.isPoisoned, 'invalid', 'It failed too often.');
    demand(journey, 'not_a_member', 'No such journey.');
    const scope = await ScopeTransaction.begin(storage, scopeKey, journey);
    const operations = tx.ops.map(parseOperation);
    if (!shared) demandMembership(scope, context.person, operations);
    await scope.expect(operations.flatMap((operation) => idsIn(operation, scopeKey)));
    const answers: Answer[] = [];
    for (const operation of operations) {
      const writer: Writer = {
        person: context.person,
        replica: context.push.replica,
        nowMs: context.nowMs,
        editMs: editTimeOf(operation, context.push, context.nowMs),
      };
      const { isChanged, lost } = await apply(scope, writer, operation, shared, context.commands);
      answers.push({
        st: lost.length > 0 ? 'lost' : isChanged ? 'ok' : 'noop',
        lost,
        operation,
        isKept: lost.length > 0 && !(await isWordless(scope, operation)),
      });
    }
    scope.demandAgreed();
    return { scope, answers, refusal: undefined };
  } catch (error) {
    if (!(error instanceof OperationRefused)) throw error;
    return { scope: undefined, answers: tx.ops.map(() => ({ st: 'no', code: error.code })), refusal: error };
  }
}

/** An operation that names more is refused by its schema. */
const namedAtMost = 60;

/** The record that an operation is about, and those without which nothing can be said to it: not one by one, however many there are. */
function idsIn(op: Operation, { journey }: ScopeKey): readonly Id[] {
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

/** Who has no active membership may do nothing but come back, or leave for good. */
function demandMembership(scope: ScopeTransaction, person: string, operations: readonly Operation[]): void {
  if (membershipsOf({ person }, scope).length > 0) return;
  const isPaused = scope.members.some((member) => member.person === person && member.state === 'paused');
  const isAboutMembership = operations.every(
    (op) => op.k === 'do' && (op.name === 'membership.resume' || op.name === 'membership.end'),
  );
  demand(isPaused && isAboutMembership, 'not_a_member', 'No active membership of this journey.');
}

function apply(
  scope: ScopeTransaction,
  writer: Writer,
  operation: Operation,
  shared: SharedAccess | undefined,
  commands?: CommandRules,
): Promise<Effect> {
  switch (operation.k) {
    case 'set':
      return shared ? setShared(scope, writer, shared, operation) : applySet(scope, writer, operation);
    case 'del':
      return shared ? deleteShared(scope, writer, shared, operation) : applyDelete(scope, writer, operation);
    case 'do':
      demand(!shared || operation.name === 'change.withdraw', 'invalid', 'A command is about a journey.');
      return applyCommand(scope, writer, operation, commands);
  }
}

/** The last revision at which a space changed that these memberships read. */
const lastRevisionIn = (scope: ScopeTransaction, memberships: readonly MemberRow[]): number =>
  Math.max(0, ...[...scope.spaces.values()].filter(({ name }) => canRead(name, memberships)).map(({ rev }) => rev));
