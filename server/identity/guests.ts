import { type CryptoKey, type JWK, SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { Env } from '../../src/env.js';
import { type Id, createId } from '../../src/model/value/ids.js';
import { instantOf } from '../../src/model/value/time.js';
import type { GuestTokenRequest, GuestTokenResponse } from '../../src/protocol/invitations.js';
import { protocolVersion } from '../../src/protocol/version.js';
import { type VerifyToken, createTokenVerifier, maxLifetimeS, tokenType } from './auth.js';
import { RequestProblem } from '../problem.js';
import { hashOfSecret } from './secrets.js';
import type { SyncStorage } from '../storage/sync-storage.js';

const keyName = 'guest-key';
const issuer = 'urn:cordee:guests';
const guestPrefix = 'cordee-guest-';

/** A person who came by a link, and whom no host knows. */
export const createGuestId = (env: Pick<Env, 'now' | 'randomBytes'>): Id => `${guestPrefix}${createId(env)}`;

const isGuest = (person: Id): boolean => person.startsWith(guestPrefix);

export interface GuestsOptions {
  readonly storage: SyncStorage;
  readonly env: Pick<Env, 'now'>;
  /** The server's own private key, Ed25519. Without it, one is made once and kept in the database. */
  readonly key?: JWK | undefined;
}

/** The server vouches for guests itself: it knows them by a secret that their device made, and signs a token of 15 minutes for it. */
export class Guests {
  readonly #options: GuestsOptions;
  #ready: Promise<{ readonly key: CryptoKey; readonly verify: VerifyToken }> | undefined;

  constructor(options: GuestsOptions) {
    this.#options = options;
  }

  /**
   * A token for a secret. It opens what the guest's membership opens at that moment: after the membership has
   * ended nothing, which is how their device learns to forget what it holds.
   *
   * @throws RequestProblem `unauthorized` for a secret that is none, or was taken back.
   */
  async mint({ secret }: GuestTokenRequest): Promise<GuestTokenResponse> {
    const { storage, env } = this.#options;
    const hash = hashOfSecret(secret);
    const tenant = (await storage.read('', (reader) => reader.tenantOfSecret(hash))) ?? '';
    const guest = await storage.read(tenant, (reader) => reader.guest(tenant, hash));
    if (guest === undefined) throw new RequestProblem('unauthorized', 'This secret opens nothing.');
    const nowS = Math.floor(env.now() / 1_000);
    const { key } = await this.#prepare();
    const token = await new SignJWT({ tenant: guest.tenant })
      .setProtectedHeader({ alg: 'EdDSA', typ: tokenType })
      .setIssuer(issuer)
      .setAudience(storage.store)
      .setSubject(guest.person)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + maxLifetimeS)
      .sign(key);
    return { v: protocolVersion, token, expiresAt: instantOf((nowS + maxLifetimeS) * 1_000) };
  }

  /** Takes the secrets of a guest back, as after a theft: from now on no token is made for them. */
  async revoke({ tenant, person }: { readonly tenant: string; readonly person: Id }): Promise<void> {
    await this.#options.storage.write({ tenant }, (writer) => writer.dropGuest(tenant, person));
  }

  /** Verifies the tokens of both: of guests with the server's own key, of all others as the host does. Neither speaks for the other's people. */
  verifierBeside(verifyHost: VerifyToken): VerifyToken {
    return async (token) => {
      const isOwn = issuerOf(token) === issuer;
      const subject = await (isOwn ? (await this.#prepare()).verify : verifyHost)(token);
      if (isGuest(subject.person) !== isOwn)
        throw new TypeError('A token about somebody whom its issuer does not know.');
      return subject;
    };
  }

  #prepare() {
    return (this.#ready ??= this.#load().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    }));
  }

  async #load(): Promise<{ readonly key: CryptoKey; readonly verify: VerifyToken }> {
    const { storage, env } = this.#options;
    const jwk = this.#options.key ?? (await this.#keptKey());
    const { kty, crv, x } = jwk;
    return {
      key: (await importJWK(jwk, 'EdDSA')) as CryptoKey,
      // Guests of any tenant: the key is the server's, and so is the claim.
      verify: createTokenVerifier({
        issuer,
        audience: storage.store,
        keys: { keys: [{ kty, crv, x } as JWK] },
        tenants: 'any',
        env,
      }),
    };
  }

  async #keptKey(): Promise<JWK> {
    const { storage } = this.#options;
    const kept = await storage.read('', (reader) => reader.setting(keyName));
    if (kept !== undefined) return JSON.parse(kept) as JWK;
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const made = JSON.stringify(await exportJWK(privateKey));
    // Another node may have been first.
    return JSON.parse(await storage.write({ tenant: '' }, (writer) => writer.keepSetting(keyName, made))) as JWK;
  }
}

function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
