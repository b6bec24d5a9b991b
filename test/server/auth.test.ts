import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { type CryptoKey, type JWK, SignJWT, base64url, exportJWK, generateKeyPair } from 'jose';
import { type VerifyToken, createTokenVerifier } from '../../server/index.js';

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
      issuer, audience, tenants: ['valmonte'], env: { now: () => nowS * 1_000 },
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
    assert.deepEqual(await verify(await sign({ iat: nowS - 890, exp: nowS - 20 })), { ...subject, expiresAt: (nowS + 10) * 1_000, issuedAtS: nowS - 890 });
  });

  const bad: Record<string, () => Promise<string> | string> = {
    'nothing': () => '',
    'no token': () => 'abc',
    'two parts': () => 'a.b',
    'five parts, encrypted': () => 'a.b.c.d.e',
    'not base64': () => '!.!.!',
    'unsigned': () => raw({ alg: 'none', typ: 'cordee+jwt' }, claims, ''),
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
    'nested': () => sign({}, { cty: 'JWT' }),
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
    'expired': () => sign({ iat: nowS - 700, exp: nowS - 31 }),
    'that never expires': () => sign({ exp: undefined }),
    'that expires as a text': async () => raw(header, { ...claims, exp: String(nowS + 600) }, (await sign()).split('.')[2]),
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
  };
  for (const [name, make] of Object.entries(bad)) {
    it(`refuses a token ${name}`, async () => {
      await assert.rejects(async () => verify(await make()));
    });
  }

  it('the table has at least thirty', () => {
    assert(Object.keys(bad).length >= 30);
  });

  it('maps a subject that is no id', async () => {
    const mapping = createTokenVerifier({
      issuer, audience, tenants: ['valmonte'], env: { now: () => nowS * 1_000 }, keys: { keys: [jwk] },
      personOf: (sub) => sub.replace(/[^a-z]/g, '-'),
    });
    assert.equal((await mapping(await sign({ sub: 'ines@valmonte' }))).person, 'ines-valmonte');
  });

  it('takes no key that could protect nothing', async () => {
    const make = (keys: JWK[]) => () => createTokenVerifier({ issuer, audience, tenants: ['valmonte'], keys: { keys } });
    assert.throws(make([]), { code: 'CORDEE_INPUT_INVALID' });
    assert.throws(make([{ kty: 'oct', k: 'c2VjcmV0' }]), { code: 'CORDEE_INPUT_INVALID' });
    assert.throws(make([{ ...jwk, d: 'private' }]), { code: 'CORDEE_INPUT_INVALID' });
  });
});
