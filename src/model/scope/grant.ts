import { type Id, idSchema } from '../value/ids.js';
import * as v from '../value/schema.js';

/** What somebody does for the company, beside any journey. It is given and taken by the host, and acts at once. */
export const companyFunctions = ['programme-lead', 'coach-lead', 'template-author', 'coach'] as const;
export type CompanyFunction = (typeof companyFunctions)[number];

/** Who is granted a space: a person, all who have a function, all of a cohort, or everybody of the tenant but guests from outside. */
export const granteeSchema = v.union([
  v.object({ kind: v.literal('person'), person: idSchema }),
  v.object({ kind: v.literal('function'), function: v.picklist(companyFunctions) }),
  v.object({ kind: v.literal('cohort'), cohort: idSchema }),
  v.object({ kind: v.literal('tenant') }),
]);
export type Grantee = v.InferOutput<typeof granteeSchema>;

/** What opens grants to somebody, beside their name: their functions, and the cohorts that they joined. */
export const standingSchema = v.object({
  functions: v.pipe(v.array(v.picklist(companyFunctions)), v.maxLength(companyFunctions.length), v.readonly()),
  cohorts: v.pipe(v.array(idSchema), v.maxLength(100), v.readonly()),
});
export type Standing = v.InferOutput<typeof standingSchema>;

/** The two columns by which a database finds a grantee. */
export const granteeKey = (to: Grantee): { readonly kind: Grantee['kind']; readonly name: Id } => ({
  kind: to.kind,
  name: to.kind === 'person' ? to.person : to.kind === 'function' ? to.function : to.kind === 'cohort' ? to.cohort : '',
});
