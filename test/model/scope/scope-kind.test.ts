import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isJourney, isTemplate, templateScopeOf } from '../../../src/model/scope/scope-key.js';
import { protocolOf, scopeKindOf, scopeKinds, scopeOf } from '../../../src/model/scope/scope-kind.js';

describe('the kind of a scope', () => {
  it('is said by its key', () => {
    for (const kind of scopeKinds) {
      if (kind === 'journey' || kind === 'template') continue;
      assert.equal(scopeKindOf(scopeOf(kind, 'acme')), kind);
    }
    assert.equal(scopeKindOf(templateScopeOf('first-time-manager', '1.4.0')), 'template');
  });

  it('is a journey for every name that a host could give one before there were other kinds', () => {
    for (const name of [
      'J1',
      'team:42',
      'company:acme',
      'person:ines',
      'a.b',
      'journey:1',
      'templates:x',
      '7:template:x',
    ])
      assert.equal(scopeKindOf(name), 'journey', name);
    assert.ok(isJourney('company:acme') && !isTemplate('company:acme'));
  });

  it('is unknown for what a newer server has, and for a first kind in the dress of a later one', () => {
    for (const name of ['~guild:acme', '~journey:J1', '~template:x:1', '~', '~company', '~:x'])
      assert.equal(scopeKindOf(name), undefined, name);
  });

  it('is new in protocol 2, but for the first two', () => {
    assert.deepEqual(
      scopeKinds.filter((kind) => protocolOf(kind) === 1),
      ['journey', 'template'],
    );
  });
});
