import { keepsNoWords, withoutWords } from '../../src/model/conversation/hidden-words.js';
import { type Fields, type Json, isSameJson } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import { ownSpaceOf, pathSpaceOf, type Space } from '../../src/model/access/space.js';
import { instantOf } from '../../src/model/value/time.js';
import { audienceIn, canRead, mayDo } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import { demandOpenJourney } from './ended-journey.js';
import {
  fixedFields,
  rightsFor,
  rightsToBegin,
  serverDatedFields,
  serverFields,
  writableTypes,
} from './field-rules.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { checkContribution, checkRating, checkReadMark, checkServed } from './link-rules.js';
import { type Merged, mergeFields } from './merge-fields.js';
import type { SetOperation } from './operations.js';
import { changedFields, checkedFields, withoutNulls } from './checked-fields.js';
import { demand } from './refused.js';
import type { StoredRow } from '../storage/sync-storage.js';
import { stampAfter } from './stamps.js';
import { type Writer, membershipsOf } from './writer.js';

/** What an operation came to; `lost` are the fields whose value a later one beat. */
export interface Effect {
  readonly isChanged: boolean;
  readonly lost: readonly (readonly [field: string, value: Json])[];
}

const writtenLaterMs = 5 * 60_000;

/** Makes a record, or merges an edit into it. */
export async function applySet(scope: ScopeTransaction, writer: Writer, op: SetOperation): Promise<Effect> {
  demand(isRecordType(op.t), 'invalid', 'An unknown type.');
  demand(writableTypes.includes(op.t), 'forbidden', `A device does not write a ${op.t}.`);
  const stored = await scope.record(op.t, op.id);
  const isReadable = stored !== undefined && canRead(stored.space, membershipsOf(writer, scope));
  if (stored && isReadable && !stored.deleted) return edit(scope, writer, op.t, op, stored);
  demand(
    isReadable || stored?.fields['by'] !== writer.person,
    'space_gone',
    'It was moved out of the reach of its author.',
  );
  // What is refused when there is none with this id is refused with the same words when there is one that they may not
  // know, or that was deleted, perhaps before they came. Only who changes something names what they saw of it.
  demand(Object.keys(op.seen ?? {}).length === 0, 'record_gone', 'Nothing to change that they know of.');
  if (stored === undefined) return create(scope, writer, op.t, op);
  await begin(scope, writer, op.t, op);
  demand(!isReadable, 'record_gone', 'It was deleted.');
  demand(false, 'forbidden', 'Not theirs to know.');
}

async function create(scope: ScopeTransaction, writer: Writer, type: RecordType, op: SetOperation): Promise<Effect> {
  const { space, fields } = await begin(scope, writer, type, op);
  const merged = mergeFields(undefined, { fields, ms: writer.editMs, replica: writer.replica, seen: {} });
  scope.put({
    type,
    id: op.id,
    space,
    fields: keepsNoWords(merged.fields) ? withoutWords(merged.fields) : merged.fields,
    stamps: merged.stamps,
  });
  return { isChanged: true, lost: [] };
}

/** A new record as it would be, checked in full; nothing is written. */
async function begin(
  scope: ScopeTransaction,
  writer: Writer,
  type: RecordType,
  op: SetOperation,
): Promise<{ readonly space: Space; readonly fields: Fields }> {
  // The same answer as for a step that exists and may not be known.
  demand(type !== 'stepRun', 'forbidden', 'Steps are made by the template.');
  const { person, nowMs, editMs } = writer;
  const isLate = nowMs - editMs > writtenLaterMs;
  const given = Object.fromEntries(
    Object.entries(dated(op.f, undefined, editMs)).filter(
      ([field, value]) => value !== null && !serverFields.includes(field),
    ),
  );
  const fields = checkedFields(type, {
    ...given,
    by: person,
    at: instantOf(nowMs),
    ...(isLate ? { writtenAt: instantOf(editMs) } : {}),
  });
  const memberships = membershipsOf(writer, scope);
  const rights = new Set(Object.keys(fields).flatMap((field) => rightsToBegin(type, field, fields[field]).join()));
  for (const anyOf of rights) {
    demand(
      anyOf.split(',').some((action) => mayDo(action as 'write', type, fields, person, memberships)),
      'forbidden',
      `May not ${anyOf} a ${type}.`,
    );
  }
  await demandOpenJourney(scope, writer, type, fields);
  const space = await homeOf(scope, writer, type, op, fields);
  demand(op.space === space, 'invalid', 'The space is not that of the audience.');
  await demandRoomFor(scope, writer, space);
  return { space, fields };
}

async function edit(
  scope: ScopeTransaction,
  writer: Writer,
  type: RecordType,
  op: SetOperation,
  stored: StoredRow,
): Promise<Effect> {
  const { person, replica, editMs } = writer;
  const audience = op.f['audience'];
  const isMoved = audience !== undefined && !isSameJson(audience, stored.fields['audience']);
  const seen = op.seen ?? {};
  const knewOlder = seen['audience'] !== undefined && seen['audience'] !== stored.stamps['audience']?.slice(0, 16);
  demand(!isMoved || knewOlder, 'forbidden', 'Who reads it changes by a command.');
  const wanted = Object.fromEntries(
    Object.entries(dated(op.f, stored.fields, editMs)).filter(
      ([field]) => !serverFields.includes(field) && field !== 'audience',
    ),
  );
  const proposed = checkedFields(type, withoutNulls({ ...stored.fields, ...wanted }));
  const changes = changedFields(Object.keys(wanted), stored.fields, proposed);
  const memberships = membershipsOf(writer, scope);
  for (const field of Object.keys(changes)) {
    demand(!fixedFields[type]?.includes(field), 'invalid', `The ${field} of a ${type} stays.`);
    const isMine = stored.fields['by'] === undefined || stored.fields['by'] === person;
    demand(
      rightsFor(type, field).some(
        (action) =>
          (action !== 'adapt' || type === 'stepRun' || isMine) &&
          mayDo(action, type, stored.fields, person, memberships) &&
          mayDo(action, type, proposed, person, memberships),
      ),
      'forbidden',
      `May not change the ${field} of a ${type}.`,
    );
  }
  if (changes['cites'] !== undefined) await checkContribution(scope, writer, proposed);
  const merged = emptied(
    settled(type, mergeFields(stored, { fields: changes, ms: editMs, replica, seen }), stored),
    changes,
    writer,
    stored,
  );
  if (merged.isChanged) scope.put({ ...stored, fields: merged.fields, stamps: merged.stamps });
  const lost = isMoved ? [...merged.lost, ['audience', audience] as const] : merged.lost;
  return { isChanged: merged.isChanged, lost };
}

/** [WD6] The moment of a state belongs to it: a step that is not done was done at no time, although a "done" that lost has said when. */
function settled(type: RecordType, merged: Merged, stored: StoredRow): Merged {
  const { doneAt, ...fields } = merged.fields;
  if (type !== 'stepRun' || doneAt === undefined || fields['state'] === 'done') return merged;
  return { ...merged, fields, isChanged: !isSameJson(fields, stored.fields) };
}

/** [WD2] What an edit leaves of words that are taken back: none. One that would bring some back has lost, and its author is told. */
function emptied(
  merged: Merged,
  { withdrawnAt, body }: Fields,
  { editMs, replica }: Writer,
  stored: StoredRow,
): Merged {
  if (!keepsNoWords(merged.fields)) return merged;
  const fields = withoutWords(merged.fields);
  const isCutShort =
    withdrawnAt === undefined && body !== undefined && !merged.lost.some(([field]) => field === 'body');
  return {
    fields,
    isChanged: merged.isChanged && !isSameJson(fields, stored.fields),
    stamps: isSameJson(fields, merged.fields)
      ? merged.stamps
      : { ...merged.stamps, body: stampAfter(merged.stamps['body'] ?? '', editMs, replica) },
    lost: isCutShort ? [...merged.lost, ['body', body]] : merged.lost,
  };
}

/** Where a new record lives, once what it points to has been checked. */
async function homeOf(
  scope: ScopeTransaction,
  writer: Writer,
  type: RecordType,
  op: SetOperation,
  fields: Fields,
): Promise<Space> {
  if (type === 'adaptation') return pathSpaceOf(scope.scopeKey.journey);
  if (type === 'note') return ownSpaceOf(scope.scopeKey.journey, writer.person);
  if (type === 'readMark') return checkReadMark(scope, writer, op.id, fields);
  const audience = audienceIn(fields);
  demand(audience, 'invalid', 'Nobody to read it.');
  const space = await checkAudience(scope, writer, audience);
  demandFitReaders(scope, type, fields, audience);
  if (type === 'contribution') await checkContribution(scope, writer, fields);
  if (type === 'goalRating') await checkRating(scope, writer, fields);
  if (type === 'served') await checkServed(scope, writer, fields);
  return space;
}

/** Puts the server's time where the device says that something happened. */
const dated = (fields: Fields, stored: Fields | undefined, editMs: number): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      serverDatedFields.includes(field) && value !== null && value !== stored?.[field] ? instantOf(editMs) : value,
    ]),
  );
