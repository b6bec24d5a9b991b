import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

interface Locked {
  readonly [field: string]: unknown;
}

describe('[A28] the lock file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-lock-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const [path, locked] = Object.entries(packages).find(([at]) => at.startsWith('node_modules/')) ?? assert.fail();
  const complaintsAbout = (entry: Locked, more: Readonly<Record<string, Locked>> = {}): string => {
    const file = join(folder, 'lock.json');
    writeFileSync(file, JSON.stringify({ packages: { '': {}, [path]: entry, ...more } }));
    const { status, stderr } = spawnSync(process.execPath, ['scripts/lockcheck.mjs', file], { encoding: 'utf8' });
    assert.equal(status, stderr === '' ? 0 : 1);
    return stderr.replaceAll(`${file}: `, '');
  };
  const name = path.replace('node_modules/', '');
  const registry = 'https://registry.npmjs.org/';

  it('is good as it is', () => {
    assert.equal(spawnSync(process.execPath, ['scripts/lockcheck.mjs']).status, 0);
    assert.equal(complaintsAbout(locked), '');
    assert.equal(complaintsAbout({ ...locked, resolved: `${registry}${name}/-/${name}-1.0.0.tgz` }), '');
  });

  it('holds the SHA-512 of every package', () => {
    for (const integrity of [
      undefined,
      '',
      'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
      'sha512-',
      `sha512-${'A'.repeat(86)}`,
    ]) {
      assert.equal(
        complaintsAbout({ ...locked, integrity }),
        `${name} has no SHA-512: install it anew from the registry.\n`,
        String(integrity),
      );
    }
  });

  it('takes packages from the registry only', () => {
    for (const resolved of [
      'http://registry.npmjs.org/x/-/x-1.0.0.tgz',
      'https://registry.npmjs.org.evil.example/x.tgz',
      'https://registry.npmjs.org@evil.example/x.tgz',
      'https://evil.example/x.tgz',
      'git+ssh://git@github.com/a/b.git#c0ffee',
      'file:../x',
      'https://registry.npmjs.org/../x',
      '',
    ]) {
      assert.equal(
        complaintsAbout({ ...locked, resolved }),
        `${name} comes from ${resolved}: take it from ${registry}.\n`,
      );
    }
    assert.match(
      complaintsAbout(locked, { 'node_modules/near': { link: true, resolved: '../near' } }),
      /^near is a link to a folder/,
    );
    assert.match(complaintsAbout({ ...locked, version: undefined }), /has no version of its own/);
  });

  it('names the binaries of every platform', () => {
    assert.equal(
      complaintsAbout({ ...locked, optionalDependencies: { 'far-linux-arm64': '1.0.0' } }),
      `far-linux-arm64 is missing (for ${name})\n`,
    );
  });
});
