import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullRecordSchemas } from '../../../src/model/record-in-full.js';
import { recordSchemas } from '../../../src/model/record.js';
import { scopeKinds, scopeOf } from '../../../src/model/scope/scope-kind.js';
import { scopeRuleOf, scopeRules, spacesOfRule } from '../../../src/model/scope/scope-rules.js';

describe('the rules of scopes', () => {
  it('say of every kind what it holds', () => {
    for (const kind of scopeKinds) assert.ok(Object.keys(scopeRules[kind].homes).length > 0, kind);
  });

  it('have a home for every type of record that syncs, and for no other', () => {
    const homed = new Set(Object.values(scopeRules).flatMap(({ homes }) => Object.keys(homes)));
    assert.deepEqual([...homed].toSorted(), Object.keys(fullRecordSchemas).toSorted());
  });

  it('have in journeys and templates all that a first screen reads', () => {
    const first = { ...scopeRules.journey.homes, ...scopeRules.template.homes };
    assert.deepEqual(
      Object.keys(recordSchemas).filter((type) => !Object.hasOwn(first, type)),
      [],
    );
  });

  it('name the spaces of a scope that is no journey', () => {
    const company = scopeOf('company', 'valmonte');
    const rule = scopeRuleOf(company);
    assert.deepEqual(rule && spacesOfRule(company, rule), ['~company:valmonte/calendar', '~company:valmonte/plans']);
    assert.deepEqual(spacesOfRule('J', scopeRules.journey), []);
  });

  it('know nothing of a kind of a newer server', () => {
    assert.equal(scopeRuleOf('~guild:acme'), undefined);
  });
});
