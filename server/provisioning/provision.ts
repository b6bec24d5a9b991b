import { ValidationError } from '../../src/errors.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import { isRecordType, parseInFull } from '../../src/model/record-in-full.js';
import { type Space, ownSpaceOf, pathSpaceOf, spaceOf } from '../../src/model/access/space.js';
import { parseTemplate } from '../../src/model/template/template-import.js';
import { templateScopeOf } from '../../src/model/scope/scope-key.js';
import { scopeKindOf } from '../../src/model/scope/scope-kind.js';
import { scopeRuleOf } from '../../src/model/scope/scope-rules.js';
import type { Template } from '../../src/model/template/template.js';
import * as v from '../../src/model/value/schema.js';
import { msOf } from '../../src/model/value/time.js';
import { limits } from '../../src/protocol/limits.js';
import { journeyKeySchema } from '../../src/protocol/messages.js';
import { audienceIn } from '../rules/access.js';
import { type TransactionResult, ScopeTransaction } from '../rules/scope-transaction.js';
import { readersOfProposal } from '../../src/model/access/move-outcome.js';
import { placeOf, readMarkSpaceOf } from '../../src/model/conversation/read-mark.js';
import { putWhole } from '../rules/put-whole.js';
import type { MemberRow, StorageWriter } from '../storage/sync-storage.js';

/** A record as its host gives it. Its space follows from its type and audience, unless it is told. */
export interface ProvisionedRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly fields: object;
  readonly space?: Space | undefined;
}

export interface Provision {
  readonly tenant: string;
  readonly journey: string;
  readonly records: readonly ProvisionedRecord[];
}

interface Checked {
  readonly type: RecordType;
  readonly id: Id;
  readonly fields: Fields;
  readonly space: Space | undefined;
}

/** A page of a pull ends on a revision, so a large journey is several of them. */
const recordsPerRevision = 200;
const host = 'host';
const journeyRemedy =
  'Use 1 to 160 letters, digits, "-", "_", ":" or ".", the first a letter or a digit, and neither "constructor" nor "prototype".';

/** Writes records of a journey, which this makes if it is new. The host is believed: only the shapes are checked. */
export async function provisionJourney(
  storage: StorageWriter,
  { tenant, journey, records }: Provision,
  nowMs: number,
): Promise<{ readonly rev: number; readonly results: readonly TransactionResult[] }> {
  if (!v.safeParse(journeyKeySchema, journey).success || scopeKindOf(journey) === undefined)
    throw new ValidationError(`No journey is called "${journey}".`, [{ path: 'journey', message: journeyRemedy }]);
  if (records.length > limits.provisionedRecords) {
    throw new ValidationError('Too many records at once.', [
      { path: 'records', message: `Give ${limits.provisionedRecords} at once at most: the rest with another call.` },
    ]);
  }
  const scopeKey = { tenant, journey };
  // Members first: where a read mark lives depends on who wrote and who read.
  const checked = records.map(check).toSorted((a, b) => rank(a) - rank(b));
  await storage.createJourney(scopeKey);
  let row = await storage.lock(scopeKey);
  const results: TransactionResult[] = [];
  for (let from = 0; from < checked.length && row !== undefined; from += recordsPerRevision) {
    const scope = await ScopeTransaction.begin(storage, scopeKey, row);
    const records = checked.slice(from, from + recordsPerRevision);
    await scope.expect(records.map(({ id }) => id));
    for (const record of records) await putRecord(storage, scope, record, nowMs);
    const result = scope.finish();
    if (result === undefined) continue;
    await storage.save(scopeKey, result.changes);
    results.push(result);
    row = { ...row, rev: result.changes.rev, templateKey: result.changes.templateKey };
  }
  return { rev: row?.rev ?? 0, results };
}

/**
 * A template as the pseudo-journey that it syncs as.
 *
 * @throws ValidationError with the path of each problem.
 */
export function provisionTemplate(tenant: string, template: unknown): Provision {
  const fields = parseTemplate(template);
  const journey = templateScopeOf(fields.id, fields.version);
  return { tenant, journey, records: [{ type: 'template', id: fields.id, fields, space: `${journey}/main` }] };
}

const rank = ({ type }: Checked): number =>
  type === 'journey' || type === 'membership' ? 0 : type === 'readMark' || type === 'moveProposal' ? 2 : 1;

function check({ type, id, fields, space }: ProvisionedRecord, at: number): Checked {
  if (!isRecordType(type))
    throw new ValidationError('An unknown type of record.', [
      { path: `records.${at}.type`, message: 'Use a name of fullRecordSchemas.' },
    ]);
  try {
    return { type, id, space, fields: parseInFull(type, fields) as unknown as Fields };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: `records.${at}.fields.${issue.path}` }));
    throw new ValidationError(`Record ${at} ("${type}" ${id}): ${error.message}`, issues, { cause: error });
  }
}

async function putRecord(
  storage: StorageWriter,
  scope: ScopeTransaction,
  record: Checked,
  nowMs: number,
): Promise<void> {
  const { type, id, fields } = record;
  if (type === 'membership') putMember(scope, id, fields);
  if (type === 'journey') scope.setTemplateKey(templateScopeOf(String(fields['template']), String(fields['version'])));
  const space = record.space ?? (await homeOf(storage, scope, record));
  await putWhole(scope, { type, id, space, fields }, Math.min(nowMs, writtenMs(fields) ?? nowMs), host);
}

const writtenMs = (fields: Fields): number | undefined => {
  const at = fields['writtenAt'] ?? fields['at'];
  return typeof at === 'string' ? msOf(at) : undefined;
};

/** A membership that is given again gets a new epoch, so that its devices fetch all anew. */
function putMember(scope: ScopeTransaction, id: Id, fields: Fields): void {
  const before = scope.member(id);
  const next = fields as unknown as Pick<MemberRow, 'person' | 'role' | 'home' | 'state'>;
  const isSame =
    before?.person === next.person &&
    before.role === next.role &&
    before.home === next.home &&
    before.state === next.state;
  if (isSame) return;
  const isGivenAgain =
    before !== undefined &&
    next.state === 'active' &&
    (before.state !== 'active' || before.role !== next.role || before.person !== next.person);
  scope.setMember({
    id,
    person: next.person,
    role: next.role,
    home: next.home,
    state: next.state,
    epoch: (before?.epoch ?? 1) + (isGivenAgain ? 1 : 0),
    pausedBy: undefined,
  });
}

/** Where a record lives when its host does not say. */
async function homeOf(storage: StorageWriter, scope: ScopeTransaction, { type, id, fields }: Checked): Promise<Space> {
  const { journey } = scope.scopeKey;
  const home = scopeRuleOf(journey)?.homes[type];
  if (home === undefined) throw misplaced(type, id, 'This kind of scope holds no such record.');
  if ('name' in home) return `${journey}/${home.name}`;
  const audience = audienceIn(fields);
  if (audience !== undefined) {
    if (audience.kind === 'self') throw misplaced(type, id, 'What one keeps to oneself stays on the device.');
    return spaceOf(journey, audience, String(fields['by'] ?? ''));
  }
  switch (type) {
    case 'member':
    case 'highlightRun':
      return spaceOf(journey, { kind: 'circle' }, '');
    case 'note':
      return ownSpaceOf(journey, String(fields['by'] ?? ''));
    case 'adaptation':
      return pathSpaceOf(journey);
    case 'stepRun':
      return (await isForGuides(storage, scope, fields))
        ? spaceOf(journey, { kind: 'guides' }, '')
        : pathSpaceOf(journey);
    case 'readMark':
      return markSpaceOf(scope, id, fields);
    case 'moveProposal':
      return spaceOf(journey, readersOfProposal(...(await endsOf(scope, type, id, fields))), '');
    default:
      return spaceOf(journey, { kind: 'guides' }, '');
  }
}

async function isForGuides(storage: StorageWriter, scope: ScopeTransaction, fields: Fields): Promise<boolean> {
  const { tenant, journey } = scope.scopeKey;
  const record = await scope.record('journey', journey);
  const template = String(record?.fields['template'] ?? '');
  const key = templateScopeOf(template, String(record?.fields['version'] ?? ''));
  const row = await storage.record({ tenant, journey: key }, 'template', template);
  const step = (row?.fields as unknown as Template | undefined)?.steps.find(({ id }) => id === fields['step']);
  if (step === undefined)
    throw misplaced(
      'stepRun',
      String(fields['step']),
      "Import the journey's template first, or give the record's space.",
    );
  return step.audience !== 'self' && step.audience !== 'pair';
}

async function markSpaceOf(scope: ScopeTransaction, id: Id, fields: Fields): Promise<Space> {
  const [author, reader] = await endsOf(scope, 'readMark', id, fields);
  return readMarkSpaceOf(scope.scopeKey.journey, reader, author);
}

/** The memberships of who wrote the item of a mark or a proposal, and of who left it there. */
async function endsOf(
  scope: ScopeTransaction,
  type: RecordType,
  id: Id,
  fields: Fields,
): Promise<readonly [MemberRow, MemberRow]> {
  const [item] = (await scope.recordsById(String(fields['item']))).filter((row) => row.fields['by'] !== undefined);
  const author = placeOf(scope.members, String(item?.fields['by']));
  const other = placeOf(scope.members, String(fields['by']));
  if (author === undefined || other === undefined)
    throw misplaced(type, id, 'Its item, and both their members, come first.');
  return [author, other];
}

const misplaced = (type: RecordType, id: Id, message: string): ValidationError =>
  new ValidationError(`The ${type} "${id}" has no space: ${message}`, [{ path: 'space', message }]);
