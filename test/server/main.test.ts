import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '../../server/process/config.js';
import { schemaVersion } from '../../src/protocol/version.js';

const main = fileURLToPath(new URL('../../server/process/main.js', import.meta.url));

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
      PORT: '0',
      CORDEE_DATA_DIR: join(root, 'data'),
      CORDEE_ISSUER: 'https://learn.example',
      CORDEE_AUDIENCE: 'cordee',
      CORDEE_TENANTS: 'valmonte',
      CORDEE_JWKS: join(root, 'keys.json'),
    };
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

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
      ['PORT', 'http'],
      ['PORT', '65536'],
      ['PORT', '-1'],
      ['CORDEE_DATA_DIR', ''],
      ['DATABASE_URL', 'mysql://x'],
      ['CORDEE_DB_CONNECTIONS', '1'],
      ['CORDEE_ISSUER', ' '],
      ['CORDEE_AUDIENCE', ''],
      ['CORDEE_TENANTS', ','],
      ['CORDEE_JWKS', 'nowhere.json'],
      ['CORDEE_JWKS', '{'],
      ['CORDEE_JWKS', '{"kty":"OKP"}'],
      ['CORDEE_SMALLEST_GROUP', '4'],
      ['CORDEE_PROXIES', '-1'],
      ['CORDEE_SOCKETS_PER_ADDRESS', '0'],
      ['CORDEE_GUEST_KEY', '{"kty":"OKP"}'],
      ['CORDEE_GUEST_KEY', 'nowhere.json'],
      ['CORDEE_OPS_PORT', '65536'],
      ['CORDEE_OPS_TOKEN', 'short'],
      ['CORDEE_ALLOWED_ORIGINS', '*'],
      ['CORDEE_ALLOWED_ORIGINS', 'https://learn.example/path'],
    ] as const) {
      const sentences = issuesOf({ ...good, [name]: value });
      assert.equal(sentences.length, 1, `${name}=${value}`);
      assert.match(sentences[0] ?? '', new RegExp(`^${name} is (missing|wrong): .+\\.$`));
    }
  });

  const start = (variables: Record<string, string>): ChildProcess & { text: string } => {
    const child = Object.assign(spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...variables } }), {
      text: '',
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        child.text += String(chunk);
      });
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
    for (const path of ['health', 'ready'])
      assert.deepEqual(await (await fetch(`${url}/${path}`)).json(), { ok: true, v: 1 });
    const nowS = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({ tenant: 'valmonte' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
      .setIssuer('https://learn.example')
      .setAudience('cordee')
      .setSubject('ines')
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + 300)
      .sign(key);
    const pull = (authorization: string) =>
      fetch(`${url}/pull`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ v: 1, schema: schemaVersion, replica: 'r', journeys: [] }),
      });
    assert.equal((await pull(`Bearer ${token}`)).status, 200);
    assert.equal((await pull(`Bearer ${token.slice(0, -4)}AAAA`)).status, 401);
    const stream = await fetch(`${url}/events`, { headers: { authorization: `Bearer ${token}` } });

    const second = start(good);
    await once(second, 'close');
    assert.equal(second.exitCode, 1);
    assert.match(
      second.text,
      new RegExp(
        `^The folder ".+" is in use by process ${child.pid}\\. Stop that process, or use another folder\\.\n$`,
      ),
    );

    child.kill('SIGTERM');
    assert.match(await stream.text(), /event: bye/);
    await once(child, 'exit');
    assert.equal(child.exitCode, 0);
    assert.equal(existsSync(join(root, 'data', 'lock')), false);
    assert(!child.text.includes(token.slice(0, 40)) && !child.text.includes('ines'), 'nothing of the token in the log');
  });

  it('stops under load without losing an acknowledged write: not ready, goodbye to streams, then the requests under way', async () => {
    const data = join(root, 'load');
    const child = start({ ...good, CORDEE_DATA_DIR: data });
    const [, port] = await said(child, /"port":(\d+)/);
    const nowS = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({ tenant: 'valmonte' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
      .setIssuer('https://learn.example')
      .setAudience('cordee')
      .setSubject('ines')
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + 600)
      .sign(key);
    const send = (url: string, path: string, body: object) =>
      fetch(`${url}/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ v: 1, schema: schemaVersion, ...body }),
      });
    const url = `http://127.0.0.1:${port}`;
    const stream = await fetch(`${url}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
    // A refused operation is acknowledged too, by a lasting verdict: no journey is needed.
    const acked = new Map<string, number>();
    let isStopping = false;
    let answered = 0;
    let enough = (): void => {};
    const isUnderLoad = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const write = async (replica: string): Promise<void> => {
      for (let seq = 1; ; seq++) {
        try {
          const response = await send(url, 'push', {
            replica,
            rawNow: 1,
            clk: 0,
            txs: [{ tx: `tx-${seq}`, journey: 'J', ops: [{ k: 'del', seq, raw: 1, clk: 0, t: 'topic', id: 't' }] }],
          });
          assert.equal(response.status, 200);
          const body = (await response.json()) as { lastSeq: Record<string, number> };
          acked.set(replica, body.lastSeq['J'] ?? 0);
          if (++answered >= 40) enough();
        } catch (error) {
          assert(isStopping && error instanceof TypeError, `refused before it stopped: ${String(error)}`);
          return;
        }
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, at) => write(`replica-${at}`)));
    await isUnderLoad;
    isStopping = true;
    child.kill('SIGTERM');
    assert.match(await stream.text(), /event: bye/);
    await writers;
    if (child.exitCode === null) await once(child, 'exit');
    assert.equal(child.exitCode, 0, child.text);

    const again = start({ ...good, CORDEE_DATA_DIR: data });
    const [, secondPort] = await said(again, /"port":(\d+)/);
    for (const [replica, seq] of acked) {
      const pulled = (await (
        await send(`http://127.0.0.1:${secondPort}`, 'pull', { replica, journeys: [] })
      ).json()) as { lastSeq: Record<string, number> };
      assert((pulled.lastSeq['J'] ?? 0) >= seq, `${replica}: ${pulled.lastSeq['J']} of ${seq}`);
    }
    again.kill('SIGTERM');
    await once(again, 'exit');
    assert.equal(again.exitCode, 0);
  });

  it('counts on a port of its own, where tokens are denied, and opens it to its own token only', async () => {
    const opsToken = 'o'.repeat(40);
    const child = start({
      ...good,
      CORDEE_DATA_DIR: join(root, 'operations'),
      CORDEE_OPS_PORT: '0',
      CORDEE_OPS_TOKEN: opsToken,
    });
    const [, opsPort] = await said(child, /"operations-listening","host":"127.0.0.1","port":(\d+)/);
    const [, port] = await said(child, /"event":"listening","host":"127.0.0.1","port":(\d+)/);
    const nowS = Math.floor(Date.now() / 1_000);
    const tokenOf = (sub: string) =>
      new SignJWT({ tenant: 'valmonte' })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
        .setIssuer('https://learn.example')
        .setAudience('cordee')
        .setSubject(sub)
        .setIssuedAt(nowS - 1)
        .setExpirationTime(nowS + 300)
        .sign(key);
    const pull = async (sub: string) =>
      (
        await fetch(`http://127.0.0.1:${port}/v1/pull`, {
          method: 'POST',
          headers: { authorization: `Bearer ${await tokenOf(sub)}`, 'content-type': 'application/json' },
          body: JSON.stringify({ v: 1, schema: schemaVersion, replica: `r-${sub}`, journeys: [] }),
        })
      ).status;
    const ops = (path: string, token: string, body?: object) =>
      fetch(`http://127.0.0.1:${opsPort}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    assert.equal(await pull('ines'), 200);
    assert.equal((await ops('/metrics', 'x'.repeat(40))).status, 401);
    assert.equal((await ops('/deny', 'x'.repeat(40), { tenant: 'valmonte', person: 'ines' })).status, 401);
    assert.equal((await ops('/deny', opsToken, { tenant: 'valmonte' })).status, 400);
    assert.equal((await ops('/deny', opsToken, { tenant: 'valmonte', person: 'ines' })).status, 200);
    assert.equal(await pull('ines'), 401);
    assert.equal(await pull('marc'), 200);
    const text = await (await ops('/metrics', opsToken)).text();
    assert.match(text, /cordee_request_seconds_count\{route="\/v1\/pull",status="200"\} 2/);
    assert.match(text, /cordee_tokens_refused_total 1/);
    assert(!/ines|marc|valmonte/.test(text), 'no name in the metrics');
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});
