import { lateCode } from '../../util/lazy-import.js';

/** [SP6] The schemas of each kind of scope that a first screen does without, fetched with the part that reads them. */
const loaders = {
  journey: lateCode(async () => (await import('./kinds/journey-schemas.js')).journeySchemas),
  company: lateCode(async () => (await import('./kinds/company-schemas.js')).companySchemas),
  practice: lateCode(async () => (await import('./kinds/practice-schemas.js')).practiceSchemas),
  'coach-file': lateCode(async () => (await import('./kinds/coach-file-schemas.js')).coachFileSchemas),
  person: lateCode(async () => (await import('./kinds/person-schemas.js')).personSchemas),
} as const;

/** A kind of scope that holds records which a first screen does without. */
export type FurtherKind = keyof typeof loaders;
export type FurtherSchemas<K extends FurtherKind> = Awaited<ReturnType<(typeof loaders)[K]>>;

export const furtherKinds = Object.keys(loaders) as readonly FurtherKind[];

/** @throws SyncError `CORDEE_SYNC_OFFLINE`, `retryable`, when they cannot be fetched. */
export const loadSchemas = <K extends FurtherKind>(kind: K): Promise<FurtherSchemas<K>> =>
  loaders[kind]() as Promise<FurtherSchemas<K>>;
