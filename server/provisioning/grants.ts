import { ValidationError } from '../../src/errors.js';
import { type Grantee, type Standing, granteeSchema, standingSchema } from '../../src/model/scope/grant.js';
import { scopeRuleOf, spacesOfRule } from '../../src/model/scope/scope-rules.js';
import { type Id, idSchema } from '../../src/model/value/ids.js';
import { parseInput } from '../../src/model/value/parse.js';
import type { StorageWriter } from '../storage/sync-storage.js';

/** That somebody reads a space of a scope without being a member of it. */
export interface Grant {
  readonly tenant: string;
  /** The key of a scope that grants open, such as `~company:valmonte`. */
  readonly scope: string;
  /** One of its spaces, such as `~company:valmonte/calendar`. */
  readonly space: string;
  readonly to: Grantee;
}

/**
 * Gives a grant, or takes it away: it acts with the next request of its reader. The scope is made if it is new.
 *
 * @returns The revision of the scope.
 * @throws ValidationError when grants open no such scope, or it has no such space.
 */
export async function provisionGrant(
  storage: StorageWriter,
  { tenant, scope, space, to }: Grant,
  isGiven: boolean,
): Promise<number> {
  const rule = scopeRuleOf(scope);
  if (rule?.openedBy !== 'grant') {
    throw new ValidationError(`No grant opens "${scope}".`, [
      { path: 'scope', message: 'Use the key of a company, a cohort, a practice, a coach file or a template draft.' },
    ]);
  }
  const spaces = spacesOfRule(scope, rule);
  if (!spaces.includes(space)) {
    throw new ValidationError(`"${scope}" has no space "${space}".`, [
      { path: 'space', message: `Use one of: ${spaces.join(', ')}.` },
    ]);
  }
  const scopeKey = { tenant, journey: scope };
  await storage.createJourney(scopeKey);
  const row = await storage.lock(scopeKey);
  await storage.saveGrant(
    scopeKey,
    { space, to: parseInput(granteeSchema, to, 'Nobody is granted anything by this.') },
    isGiven,
  );
  return row?.rev ?? 0;
}

/**
 * Says which functions a person has and which cohorts they joined. All others are taken away.
 *
 * @throws ValidationError when there is no such function.
 */
export async function provisionStanding(
  storage: StorageWriter,
  tenant: string,
  person: Id,
  standing: Standing,
): Promise<void> {
  await storage.saveStanding(
    tenant,
    parseInput(idSchema, person, 'Nobody has this id.'),
    parseInput(standingSchema, standing, 'This is not what somebody does for the company.'),
  );
}
