import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '../../server/config.js';
import { schemaVersion } from '../../src/protocol/version.js';

const main = fileURLToPath(new URL('../../server/main.js', import.meta.url));

describe('the server as a program', () => {
  let root: string;
  let key: CryptoKey;
  let good: Record<string, string>;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'cordee-main-'));
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    key = privateKey;
    writeFileSync(join(root, 'keys.json'), JSON.stringify({ keys: [await exportJWK(publicKey)] }));
    good = {
      PORT: '0', CORDEE_DATA_DIR: join(root, 'data'), CORDEE_ISSUER: 'https://learn.example', CORDEE_AUDIENCE: 'cordee',
      CORDEE_TENANTS: 'valmonte', CORDEE_JWKS: join(root, 'keys.json'),
    };
  });
  after(() => { rmSync(root, { recursive: true, force: true }); });

  const issuesOf = (variables: Record<string, string>): readonly string[] => {
    try {
      readConfig(variables);
      return [];
    } catch (error) {
      return (error as { issues: { message: string }[] }).issues.map(({ message }) => message);
    }
  };

  it('says in one sentence what each wrong variable needs', () => {
    assert.deepEqual(issuesOf(good), []);
    assert.equal(issuesOf({}).length, 5);
    for (const [name, value] of [
      ['PORT', 'http'], ['PORT', '65536'], ['PORT', '-1'], ['CORDEE_DATA_DIR', ''], ['DATABASE_URL', 'mysql://x'], ['CORDEE_DB_CONNECTIONS', '1'], ['CORDEE_ISSUER', ' '], ['CORDEE_AUDIENCE', ''],
      ['CORDEE_TENANTS', ','], ['CORDEE_JWKS', 'nowhere.json'], ['CORDEE_JWKS', '{'], ['CORDEE_JWKS', '{"kty":"OKP"}'],
      ['CORDEE_ALLOWED_ORIGINS', '*'], ['CORDEE_ALLOWED_ORIGINS', 'https://learn.example/path'],
    ] as const) {
      const sentences = issuesOf({ ...good, [name]: value });
      assert.equal(sentences.length, 1, `${name}=${value}`);
      assert.match(sentences[0] ?? '', new RegExp(`^${name} is (missing|wrong): .+\\.$`));
    }
  });

  const start = (variables: Record<string, string>): ChildProcess & { text: string } => {
    const child = Object.assign(spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...variables } }), { text: '' });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { child.text += String(chunk); });
    return child;
  };
  const said = async (child: ChildProcess & { text: string }, pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(child.text);
      if (match) return match;
      if (child.exitCode !== null) throw new Error(child.text);
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    }
  };

  it('starts, answers with real tokens, refuses a second one on its folder, and ends well on SIGTERM', async () => {
    const child = start(good);
    const [, port] = await said(child, /"port":(\d+)/);
    const url = `http://127.0.0.1:${port}/v1`;
    assert.deepEqual(await (await fetch(`${url}/health`)).json(), { ok: true, v: 1 });
    const nowS = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({ tenant: 'valmonte' }).setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
      .setIssuer('https://learn.example').setAudience('cordee').setSubject('ines').setIssuedAt(nowS).setExpirationTime(nowS + 300).sign(key);
    const pull = (authorization: string) => fetch(`${url}/pull`, {
      method: 'POST', headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ v: 1, schema: schemaVersion, replica: 'r', journeys: [] }),
    });
    assert.equal((await pull(`Bearer ${token}`)).status, 200);
    assert.equal((await pull(`Bearer ${token.slice(0, -4)}AAAA`)).status, 401);
    const stream = await fetch(`${url}/events`, { headers: { authorization: `Bearer ${token}` } });

    const second = start(good);
    await once(second, 'close');
    assert.equal(second.exitCode, 1);
    assert.match(second.text, new RegExp(`^The folder ".+" is in use by process ${child.pid}\\. Stop that process, or use another folder\\.\n$`));

    child.kill('SIGTERM');
    assert.match(await stream.text(), /event: bye/);
    await once(child, 'exit');
    assert.equal(child.exitCode, 0);
    assert.equal(existsSync(join(root, 'data', 'lock')), false);
    assert(!child.text.includes(token.slice(0, 40)) && !child.text.includes('ines'), 'nothing of the token in the log');
  });
});
