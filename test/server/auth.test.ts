import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type CryptoKey, type JWK, SignJWT, base64url, exportJWK, generateKeyPair } from 'jose';
import {
  type Sql,
  type SyncServer,
  type VerifyToken,
  createSqlStorage,
  createSyncServer,
  createTokenVerifier,
} from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { systemEnv } from '../../src/env.js';

const nowS = 1_800_000_000;
const issuer = 'https://learn.valmonte.example';
const audience = 'cordee';

describe('the verifier of tokens', () => {
  let key: CryptoKey;
  let stranger: CryptoKey;
  let elliptic: CryptoKey;
  let rsa: CryptoKey;
  let jwk: JWK;
  let jwkOfStranger: JWK;
  let verify: VerifyToken;

  before(async () => {
    const own = await generateKeyPair('EdDSA', { extractable: true });
    const p256 = await generateKeyPair('ES256', { extractable: true });
    const other = await generateKeyPair('EdDSA', { extractable: true });
    [key, stranger, elliptic] = [own.privateKey, other.privateKey, p256.privateKey];
    rsa = (await generateKeyPair('RS256')).privateKey;
    jwk = { ...(await exportJWK(own.publicKey)), kid: 'one' };
    jwkOfStranger = await exportJWK(other.publicKey);
    verify = createTokenVerifier({
      issuer,
      audience,
      tenants: ['valmonte'],
      env: { now: () => nowS * 1_000 },
      keys: { keys: [jwk, { ...(await exportJWK(p256.publicKey)), kid: 'two' }] },
    });
  });

  const header = { alg: 'EdDSA', typ: 'cordee+jwt', kid: 'one' };
  const claims = { iss: issuer, aud: audience, sub: 'ines', tenant: 'valmonte', iat: nowS, exp: nowS + 600 };
  const sign = (change: Record<string, unknown> = {}, headerChange: Record<string, unknown> = {}, by = key) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ ...header, ...headerChange }).sign(by);
  const raw = (head: unknown, body: unknown, signature = 'AAAA') =>
    [base64url.encode(JSON.stringify(head)), base64url.encode(JSON.stringify(body)), signature].join('.');

  it('tells whom a good token speaks for, by either algorithm', async () => {
    const subject = { tenant: 'valmonte', person: 'ines', expiresAt: (nowS + 630) * 1_000, issuedAtS: nowS };
    assert.deepEqual(await verify(await sign()), subject);
    assert.deepEqual(await verify(await sign({ name: 'Inès', aud: [audience] })), { ...subject, name: 'Inès' });
    assert.deepEqual(await verify(await sign({}, { alg: 'ES256', kid: 'two' }, elliptic)), subject);
    assert.deepEqual(await verify(await sign({ iat: nowS - 890, exp: nowS - 20 })), {
      ...subject,
      expiresAt: (nowS + 10) * 1_000,
      issuedAtS: nowS - 890,
    });
  });

  const signText = (text: string, head = JSON.stringify(header)) => {
    const input = `${base64url.encode(head)}.${base64url.encode(text)}`;
    return crypto.subtle
      .sign('Ed25519', key, new TextEncoder().encode(input))
      .then((bytes) => `${input}.${base64url.encode(new Uint8Array(bytes))}`);
  };

  const bad: Record<string, () => Promise<string> | string> = {
    nothing: () => '',
    'no token': () => 'abc',
    'two parts': () => 'a.b',
    'five parts, encrypted': () => 'a.b.c.d.e',
    'not base64': () => '!.!.!',
    unsigned: () => raw({ alg: 'none', typ: 'cordee+jwt' }, claims, ''),
    'unsigned, in capitals': () => raw({ alg: 'NONE', typ: 'cordee+jwt' }, claims, ''),
    'no signature': async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`,
    'signed with the public key as a secret': () => {
      const text = raw({ alg: 'HS256', typ: 'cordee+jwt' }, claims, '').slice(0, -1);
      return `${text}.${createHmac('sha256', String(jwk.x)).update(text).digest('base64url')}`;
    },
    'signed by a stranger': () => sign({}, {}, stranger),
    'signed by a stranger who brings the key': () => sign({}, { jwk: jwkOfStranger }, stranger),
    'signed with RSA': () => sign({}, { alg: 'RS256' }, rsa),
    'the other key under this name': () => sign({}, { alg: 'ES256' }, elliptic),
    'an unknown key': () => sign({}, { kid: 'three' }),
    'a key that is a path': () => sign({}, { kid: '../../etc/passwd' }),
    'a key that is no text': async () => raw({ ...header, kid: { one: 1 } }, claims, (await sign()).split('.')[2]),
    'a key to fetch': () => sign({}, { jku: 'https://evil.example/keys' }),
    'a certificate to fetch': () => sign({}, { x5u: 'https://evil.example/cert' }),
    'a certificate': () => sign({}, { x5c: ['MIIB'] }),
    'a critical extension': () => raw({ ...header, crit: ['b64'], b64: false }, claims),
    nested: () => sign({}, { cty: 'JWT' }),
    'of no type': () => sign({}, { typ: undefined }),
    'of the common type': () => sign({}, { typ: 'JWT' }),
    'of another type': () => sign({}, { typ: 'at+jwt' }),
    'of the type in capitals': () => sign({}, { typ: 'CORDEE+JWT' }),
    'of another issuer': () => sign({ iss: 'https://evil.example' }),
    'of an issuer with a slash more': () => sign({ iss: `${issuer}/` }),
    'of no issuer': () => sign({ iss: undefined }),
    'for another audience': () => sign({ aud: 'lms' }),
    'for two audiences': () => sign({ aud: [audience, 'lms'] }),
    'for no audience': () => sign({ aud: undefined }),
    'of another tenant': () => sign({ tenant: 'rival' }),
    'of no tenant': () => sign({ tenant: undefined }),
    'of a tenant that is a list': () => sign({ tenant: ['valmonte'] }),
    'of the inherited tenant': () => sign({ tenant: 'constructor' }),
    expired: () => sign({ iat: nowS - 700, exp: nowS - 31 }),
    'that never expires': () => sign({ exp: undefined }),
    'that expires as a text': async () =>
      raw(header, { ...claims, exp: String(nowS + 600) }, (await sign()).split('.')[2]),
    'valid for an hour': () => sign({ exp: nowS + 3_600 }),
    'valid for a second too long': () => sign({ exp: nowS + 901 }),
    'that expires before it was made': () => sign({ iat: nowS + 20, exp: nowS + 10 }),
    'made at no time': () => sign({ iat: undefined }),
    'made in the future': () => sign({ iat: nowS + 31, exp: nowS + 600 }),
    'not yet valid': () => sign({ nbf: nowS + 31 }),
    'of nobody': () => sign({ sub: undefined }),
    'of an empty name': () => sign({ sub: '' }),
    'of an address': () => sign({ sub: 'ines@valmonte.example' }),
    'of a path': () => sign({ sub: 'J1/main' }),
    'with a changed claim': async () => {
      const [head, , signature] = (await sign()).split('.');
      return `${head}.${base64url.encode(JSON.stringify({ ...claims, sub: 'marc' }))}.${signature}`;
    },
    'longer than 8 KiB': () => sign({ filler: 'x'.repeat(9_000) }),
    'of 100 KiB': () => sign({ filler: 'x'.repeat(100_000) }),
    'that names a claim twice': () => signText(JSON.stringify(claims).replace('"ines"', '"marc","sub":"ines"')),
    'that names a claim twice, once in disguise': () =>
      signText(JSON.stringify(claims).replace('"ines"', '"marc","\\u0073ub":"ines"')),
    'whose header names its type twice': () =>
      signText(JSON.stringify(claims), JSON.stringify(header).replace('{', '{"typ":"JWT",')),
    'whose claims are a list': () => signText(JSON.stringify([claims])),
    'whose claims are no JSON': () => signText('claims'),
    'whose claims are nothing': () => signText(''),
    'signed twice': async () => `${await sign()}.${(await sign()).split('.')[2]}`,
    'with spaces around': async () => ` ${await sign()} `,
    'with padding': async () => `${await sign()}==`,
    'with another signature’s end': async () => `${(await sign()).slice(0, -6)}AAAAAA`,
    'with the signature of another token': async () =>
      `${(await sign({ sub: 'marc' })).split('.').slice(0, 2).join('.')}.${(await sign()).split('.')[2]}`,
    'signed with a chain of certificates': () => sign({}, { x5t: 'AAAA' }),
    'with a header that we do not know': () => sign({}, { extra: 1 }),
    'with a critical header of ours': () => raw({ ...header, crit: ['typ'] }, claims),
    'of an endless time': () => raw(header, { ...claims, exp: 1e308 }),
    'of a time before time': () => sign({ iat: -1, exp: 1 }),
    'of a name that is no text': () => sign({ name: { toString: 1 } }),
    'of a name of 10,000 letters': () => sign({ name: 'x'.repeat(201) }),
    'of a subject that is a list': () => sign({ sub: ['ines'] }),
    'of a subject with a null': () => sign({ sub: 'ines\0' }),
    'of a guest, by the host': () => sign({ sub: 'cordee-guest-01' }),
    'with the algorithm in small letters': () => raw({ ...header, alg: 'eddsa' }, claims),
    'encrypted with the key': () => raw({ ...header, alg: 'dir', enc: 'A256GCM' }, claims),
  };
  describe('[A10] over HTTP', () => {
    let sql: Sql;
    let app: SyncServer['app'];
    before(async () => {
      sql = await openMemoryDatabase();
      app = createSyncServer({
        storage: await createSqlStorage(sql, () => 's'),
        verifyToken: verify,
        env: { ...systemEnv, now: () => nowS * 1_000 },
      }).app;
    });
    after(() => sql.close());
    const ask = async (
      authorization: string | undefined,
      url = 'http://x/v1/pull',
      headers: Record<string, string> = {},
    ) => {
      const response = await app.fetch(
        new Request(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(authorization === undefined ? {} : { authorization }),
            ...headers,
          },
          body: JSON.stringify({ v: 1, schema: '2026-11', replica: 'r', journeys: [] }),
        }),
      );
      return [response.status, await response.text()] as const;
    };
    const refusal = [
      401,
      JSON.stringify({ error: { code: 'unauthorized', message: 'A valid bearer token is needed.' } }),
    ] as const;

    it('lets a good token in', async () => {
      assert.equal((await ask(`Bearer ${await sign()}`))[0], 200);
    });

    for (const [name, make] of Object.entries(bad)) {
      it(`refuses a token ${name}`, async () => {
        const token = await make();
        // A header holds no null and no space at its end.
        if (!/[^\x21-\x7e]/.test(token)) assert.deepEqual(await ask(`Bearer ${token}`), refusal);
        else await assert.rejects(async () => verify(token));
      });
    }

    const carried: Record<string, (token: string) => Promise<readonly [number, string]>> = {
      'in no header': () => ask(undefined),
      'without its scheme': (token) => ask(token),
      'as bearer in small letters': (token) => ask(`bearer ${token}`),
      'as BEARER': (token) => ask(`BEARER ${token}`),
      'as Basic': (token) => ask(`Basic ${base64url.encode(`ines:${token}`)}`),
      'as DPoP': (token) => ask(`DPoP ${token}`),
      'after two spaces': (token) => ask(`Bearer  ${token}`),
      'after a tab': (token) => ask(`Bearer\t${token}`),
      twice: (token) => ask(`Bearer ${token}, Bearer ${token}`),
      'with something after it': (token) => ask(`Bearer ${token} x`),
      'in quotes': (token) => ask(`Bearer "${token}"`),
      'in the address': (token) => ask(undefined, `http://x/v1/pull?access_token=${token}&token=${token}`),
      'in a cookie': (token) => ask(undefined, 'http://x/v1/pull', { cookie: `token=${token}; access_token=${token}` }),
      'in another header': (token) =>
        ask(undefined, 'http://x/v1/pull', { 'x-access-token': token, 'proxy-authorization': `Bearer ${token}` }),
    };
    for (const [name, carry] of Object.entries(carried)) {
      it(`refuses a good token ${name}`, async () => {
        assert.deepEqual(await carry(await sign()), refusal);
      });
    }

    it('the table has at least sixty', () => {
      assert(Object.keys(bad).length >= 60, String(Object.keys(bad).length));
    });
  });

  it('maps a subject that is no id', async () => {
    const mapping = createTokenVerifier({
      issuer,
      audience,
      tenants: ['valmonte'],
      env: { now: () => nowS * 1_000 },
      keys: { keys: [jwk] },
      personOf: (sub) => sub.replace(/[^a-z]/g, '-'),
    });
    assert.equal((await mapping(await sign({ sub: 'ines@valmonte' }))).person, 'ines-valmonte');
  });

  it('takes no key that could protect nothing', async () => {
    const make = (keys: JWK[]) => () =>
      createTokenVerifier({ issuer, audience, tenants: ['valmonte'], keys: { keys } });
    assert.throws(make([]), { code: 'CORDEE_INPUT_INVALID' });
    assert.throws(make([{ kty: 'oct', k: 'c2VjcmV0' }]), { code: 'CORDEE_INPUT_INVALID' });
    assert.throws(make([{ ...jwk, d: 'private' }]), { code: 'CORDEE_INPUT_INVALID' });
  });
});
