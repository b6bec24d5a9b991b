import { lateCode } from '../../util/lazy-import.js';
import type { FurtherRecordType } from '../record.js';
import type { GenericSchema } from '../value/schema.js';

/*
 * [SP6] The schemas of each kind of scope that a first screen does without: one loader for each kind, by its name. They
 * are single exports, so that a page which reads one kind has no file of another.
 */

/** The schemas of some types of record. */
export type FurtherSchemas = Partial<Readonly<Record<FurtherRecordType, GenericSchema>>>;

/** Fetches the schemas of a kind. Rejects with `CORDEE_SYNC_OFFLINE`, `retryable`, when they cannot be fetched. */
export type SchemaLoader<S extends FurtherSchemas> = () => Promise<S>;

export const journey = lateCode(async () => (await import('./kinds/journey-schemas.js')).journeySchemas);
export const company = lateCode(async () => (await import('./kinds/company-schemas.js')).companySchemas);
export const practice = lateCode(async () => (await import('./kinds/practice-schemas.js')).practiceSchemas);
export const coachFile = lateCode(async () => (await import('./kinds/coach-file-schemas.js')).coachFileSchemas);
export const person = lateCode(async () => (await import('./kinds/person-schemas.js')).personSchemas);
