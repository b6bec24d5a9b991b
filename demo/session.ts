import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CryptoKey, type JWK, SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { ScenarioPerson } from './scenario.js';

export const tokenIssuer = 'https://intranet.valmonte.example';
export const tokenAudience = 'cordee';
const keyId = 'demo';
const usualSeconds = 600;

/** What the company's login is to Cordée: it says who somebody is, for ten minutes. */
export interface Session {
  /** What the sync server checks tokens with. */
  readonly publicKey: JWK;
  signToken(person: ScenarioPerson, options?: { readonly seconds?: number | undefined }): Promise<string>;
}

/** The key is made at the first start and stays in this file, which only its owner may read. */
export async function openSession(keyFile: string, tenant: string): Promise<Session> {
  if (!existsSync(keyFile)) {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    mkdirSync(dirname(keyFile), { recursive: true });
    writeFileSync(keyFile, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  }
  const jwk = JSON.parse(readFileSync(keyFile, 'utf8')) as JWK & { readonly d: string };
  const key = (await importJWK(jwk, 'EdDSA')) as CryptoKey;
  const { d: _secret, ...publicPart } = jwk;
  return {
    publicKey: { ...publicPart, kid: keyId, alg: 'EdDSA', use: 'sig' },
    signToken: ({ id, name }, { seconds = usualSeconds } = {}) =>
      new SignJWT({ tenant, name })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt', kid: keyId })
        .setIssuer(tokenIssuer)
        .setAudience(tokenAudience)
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(`${seconds} seconds from now`)
        .sign(key),
  };
}
