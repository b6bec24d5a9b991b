import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly [field: string]: unknown;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Licences {
  lookAt(lock: Lock): {
    readonly shipped: readonly string[];
    readonly all: readonly string[];
    readonly faults: readonly string[];
  };
  billOf(lock: Lock): {
    readonly components: readonly {
      readonly name: string;
      readonly purl: string;
      readonly scope: string;
      readonly hashes: readonly { readonly content: string }[];
    }[];
  };
}

const { lookAt, billOf } = (await import(pathToFileURL(join(process.cwd(), 'scripts/licences.mjs')).href)) as Licences;
const ours = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

/** A package that depends on what is planted, and on nothing else. */
const lockWith = (planted: Readonly<Record<string, Locked>>, kind = 'dependencies'): Lock => ({
  packages: {
    '': {
      name: 'x',
      version: '1.0.0',
      [kind]: Object.fromEntries(
        Object.keys(planted)
          .filter((place) => place.lastIndexOf('node_modules/') === 0)
          .map((place) => [place.replace('node_modules/', ''), '1']),
      ),
    },
    ...planted,
  },
});
const good: Locked = { version: '1.2.3', license: 'MIT' };
const faultsIn = (planted: Readonly<Record<string, Locked>>, kind?: string): readonly string[] =>
  lookAt(lockWith(planted, kind)).faults;

describe('[T29] what comes with the package', () => {
  it('is good as it is: few packages, no script on install, licences that were looked at', () => {
    const { shipped, all, faults } = lookAt(ours);
    assert.deepEqual(faults, []);
    assert.ok(
      shipped.length > 10 && shipped.length <= 40 && all.length > shipped.length,
      `${shipped.length} of ${all.length}`,
    );
  });

  it('runs nothing when it is installed, not even deep inside or in an optional part', () => {
    for (const kind of ['dependencies', 'peerDependencies']) {
      assert.deepEqual(faultsIn({ 'node_modules/a': { ...good, hasInstallScript: true } }, kind), [
        'a 1.2.3 runs a script when it is installed.',
      ]);
    }
    const nested = {
      'node_modules/a': { ...good, dependencies: { b: '1' } },
      'node_modules/b': good,
      'node_modules/a/node_modules/b': { ...good, version: '2.0.0', hasInstallScript: true },
    };
    assert.deepEqual(lookAt({ packages: { ...lockWith(nested).packages, '': { dependencies: { a: '1' } } } }).faults, [
      'b 2.0.0 runs a script when it is installed.',
    ]);
    for (const field of ['optionalDependencies', 'peerDependencies']) {
      assert.deepEqual(
        lookAt({
          packages: {
            '': { dependencies: { a: '1' } },
            'node_modules/a': { ...good, [field]: { b: '1' } },
            'node_modules/b': { ...good, hasInstallScript: true },
          },
        }).faults.length,
        1,
        field,
      );
    }
  });

  it('is under licences that were looked at; copyleft of single files is named one by one', () => {
    for (const license of ['GPL-3.0', 'MPL-2.0', 'UNLICENSED', '(MIT OR GPL-3.0)', undefined]) {
      const { license: _, ...bare } = good;
      assert.deepEqual(faultsIn({ 'node_modules/a': license === undefined ? bare : { ...good, license } }), [
        `a 1.2.3: the licence "${license}" is not among those that were looked at in scripts/licences.mjs.`,
      ]);
    }
    assert.deepEqual(
      faultsIn({
        'node_modules/ical.js': { ...good, license: 'MPL-2.0' },
        'node_modules/@a/b': { ...good, license: 'Apache-2.0' },
      }),
      [],
    );
  });

  it('is forty packages at most; what only builds and tests need does not count, nor what an embedder brings', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`node_modules/p${at}`, good]));
    assert.deepEqual(faultsIn(many(40)), []);
    assert.deepEqual(faultsIn(many(41)), ['41 packages come with cordee; 40 at most.']);
    assert.deepEqual(faultsIn(many(41), 'peerDependencies'), []);
    assert.deepEqual(
      faultsIn({ 'node_modules/a': { ...good, license: 'GPL-3.0', hasInstallScript: true } }, 'devDependencies'),
      [],
    );
    assert.equal(
      lookAt({
        packages: {
          '': { dependencies: { a: '1' } },
          'node_modules/a': { ...good, peerDependencies: { b: '1' }, peerDependenciesMeta: { b: { optional: true } } },
          'node_modules/b': good,
        },
      }).shipped.length,
      1,
    );
  });

  it('is all in the lock file', () => {
    assert.deepEqual(lookAt({ packages: { '': { dependencies: { a: '1' } } } }).faults, [
      'a is not in the lock file: run npm install.',
    ]);
  });

  it('is listed with versions and hashes, for whoever must hand in a list', () => {
    const { components } = billOf(ours);
    assert.deepEqual(components.length, lookAt(ours).all.length);
    const context = components.find(({ name }) => name === '@lit/context') ?? assert.fail();
    assert.match(context.purl, /^pkg:npm\/%40lit\/context@\d+\.\d+\.\d+$/);
    assert.equal(context.scope, 'required');
    for (const { name, hashes } of components) assert.match(hashes[0]?.content ?? '', /^[0-9a-f]{128}$/, name);
  });
});
