import { type Actor, functionActors, isAllowed, isSignedBy, objectOf } from '../../src/model/access/permissions.js';
import type { Space } from '../../src/model/access/space.js';
import { isRecordType } from '../../src/model/record-in-full.js';
import type { RecordType } from '../../src/model/record.js';
import { type ScopeRule, scopeRuleOf } from '../../src/model/scope/scope-rules.js';
import { scopeIdOf, scopeKindOf, scopeOf } from '../../src/model/scope/scope-kind.js';
import type { Fields } from '../../src/model/value/json.js';
import { instantOf } from '../../src/model/value/time.js';
import type { HeldGrant, ScopeKey, StorageReader } from '../storage/sync-storage.js';
import type { Effect } from './apply-set.js';
import { changedFields, checkedFields, withoutNulls } from './checked-fields.js';
import { fixedFields, serverFieldsOf } from './field-rules.js';
import { mergeFields } from './merge-fields.js';
import type { DeleteOperation, SetOperation } from './operations.js';
import { demand } from './refused.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { Writer } from './writer.js';

/** What opens a scope without memberships to somebody. */
export interface SharedAccess {
  readonly isOwner: boolean;
  /** The columns of the table of permissions that they stand in. */
  readonly actors: readonly Actor[];
  readonly grants: readonly HeldGrant[];
}

/** Whether a scope is opened by grants, or is somebody's own: it has no members. */
export const isShared = (scope: string): boolean => {
  const openedBy = scopeRuleOf(scope)?.openedBy;
  return openedBy === 'grant' || openedBy === 'owner';
};

export async function accessTo(storage: StorageReader, scopeKey: ScopeKey, person: string): Promise<SharedAccess> {
  const { functions, cohorts } = await storage.standing(scopeKey.tenant, person);
  const isOfCohort = cohorts.some((cohort) => scopeKey.journey === scopeOf('cohort', cohort));
  return {
    isOwner: scopeKey.journey === scopeOf('person', person),
    actors: [...functions, ...(isOfCohort ? (['cohort'] as const) : [])],
    grants: await storage.heldGrants(scopeKey, person),
  };
}

export const opens = ({ isOwner, grants }: SharedAccess): boolean => isOwner || grants.length > 0;

const reads = ({ isOwner, grants }: SharedAccess, space: Space): boolean =>
  isOwner || grants.some((grant) => grant.space === space);

/** The last revision at which a space changed that this person reads. */
export const lastRevisionOf = (scope: ScopeTransaction, access: SharedAccess): number =>
  Math.max(0, ...[...scope.spaces.values()].filter(({ name }) => reads(access, name)).map(({ rev }) => rev));

/** Makes a record of a scope without memberships, or merges an edit into it. */
export async function setShared(
  scope: ScopeTransaction,
  writer: Writer,
  access: SharedAccess,
  op: SetOperation,
): Promise<Effect> {
  const { type, space } = homeOf(scope, access, op.t);
  demand(op.space === space, 'invalid', 'The space is not the one of its type.');
  const stored = await scope.record(type, op.id);
  demand(stored?.deleted !== true, 'record_gone', 'It was deleted.');
  demand(stored !== undefined || Object.keys(op.seen ?? {}).length === 0, 'record_gone', 'Nothing to change.');
  const ours = serverFieldsOf(type);
  const wanted = Object.fromEntries(Object.entries(op.f).filter(([field]) => !ours.includes(field)));
  const made: Fields = { by: writer.person, at: instantOf(writer.nowMs) };
  const signed = stored ? {} : Object.fromEntries(Object.entries(made).filter(([field]) => ours.includes(field)));
  const proposed = checkedFields(type, withoutNulls({ ...stored?.fields, ...wanted, ...signed }));
  const changes = changedFields(Object.keys({ ...wanted, ...signed }), stored?.fields, proposed);
  if (stored) {
    for (const field of Object.keys(changes))
      demand(!fixedFields[type]?.includes(field), 'invalid', `The ${field} of a ${type} stays.`);
    demandAllowed(access, writer, type, stored.fields);
  }
  demandAllowed(access, writer, type, proposed);
  demandOfScope(scope, proposed);
  const topic = typeof proposed['topic'] === 'string' ? await scope.record('topic', proposed['topic']) : undefined;
  demand(proposed['topic'] === undefined || topic?.deleted === false, 'precondition', 'What it answers is not there.');
  const merged = mergeFields(stored, {
    fields: changes,
    ms: writer.editMs,
    replica: writer.replica,
    seen: op.seen ?? {},
  });
  if (merged.isChanged) scope.put({ type, id: op.id, space, fields: merged.fields, stamps: merged.stamps });
  return { isChanged: merged.isChanged, lost: merged.lost };
}

export async function deleteShared(
  scope: ScopeTransaction,
  writer: Writer,
  access: SharedAccess,
  op: DeleteOperation,
): Promise<Effect> {
  const { type } = homeOf(scope, access, op.t);
  const stored = await scope.record(type, op.id);
  demand(stored?.deleted === false, 'record_gone', 'Nothing to delete.');
  demandAllowed(access, writer, type, stored.fields);
  scope.remove(stored);
  return { isChanged: true, lost: [] };
}

/** Where a record of this type lives in this scope; refused where there is none, or its readers are others. */
function homeOf(
  scope: ScopeTransaction,
  access: SharedAccess,
  type: string,
): { readonly type: RecordType; readonly space: Space } {
  const { journey } = scope.scopeKey;
  demand(isRecordType(type), 'invalid', 'An unknown type.');
  const home = (scopeRuleOf(journey) as ScopeRule).homes[type];
  demand(home !== undefined && 'name' in home, 'invalid', `A ${type} does not live in this kind of scope.`);
  const space = `${journey}/${home.name}`;
  demand(reads(access, space), 'forbidden', 'Nobody writes where they do not read.');
  return { type, space };
}

function demandAllowed({ isOwner, actors }: SharedAccess, { person }: Writer, type: RecordType, fields: Fields): void {
  const isOwn = isSignedBy(fields, person);
  demand(
    isOwner ||
      actors.some((actor) =>
        isAllowed({
          actor,
          object: objectOf(type, { kind: fields['kind'] }),
          action: 'write',
          ...(functionActors.includes(actor) ? {} : { state: 'active' }),
          inAudience: true,
          isOwn,
        }),
      ),
    'forbidden',
    `May not write a ${type}.`,
  );
}

/** What names a company or a cohort names the one of its scope. */
function demandOfScope({ scopeKey: { journey } }: ScopeTransaction, fields: Fields): void {
  const id = scopeIdOf(journey);
  const audience = fields['audience'] as { readonly kind?: unknown; readonly cohort?: unknown } | undefined;
  demand(fields['company'] === undefined || fields['company'] === id, 'invalid', 'It is of another company.');
  demand(
    audience === undefined ||
      (scopeKindOf(journey) === 'cohort' && audience.kind === 'cohort' && audience.cohort === id),
    'invalid',
    'It is for others than those of this scope.',
  );
}
