import {
  type CryptoKey,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  type ProtectedHeaderParameters,
  createLocalJWKSet,
  decodeProtectedHeader,
  jwtVerify,
} from 'jose';
import * as v from 'valibot';
import { type Env, systemEnv } from '../../src/env.js';
import { CordeeError, ValidationError } from '../../src/errors.js';
import { type Id, idSchema } from '../../src/model/value/ids.js';
import { personNameSchema } from '../../src/model/people/person-name.js';
import { hasDuplicateKeys } from './duplicate-keys.js';

/** Whom a token speaks for. */
export interface Subject {
  readonly tenant: string;
  readonly person: Id;
  readonly name?: string;
  /** Until when the token is accepted: milliseconds since 1970. */
  readonly expiresAt: number;
  /** `iat`, in seconds since 1970. Without it a person whose tokens were denied stays out for as long as any of them could have been good. */
  readonly issuedAtS?: number;
}

/** Tells whom a token speaks for; rejects one that is not good. */
export type VerifyToken = (token: string) => Promise<Subject>;

export const tokenType = 'cordee+jwt';
const algorithms = ['EdDSA', 'ES256'];
const maxTokenBytes = 8_192;
export const maxLifetimeS = 15 * 60;
const maxToleranceS = 30;
/** Nothing else is read from a header, so nothing else may be in it: no `jku`, `x5u`, `jwk`, `crit`. */
const headerNames = ['alg', 'typ', 'kid'];

export interface TokenVerifierOptions {
  /** `iss`, exactly. */
  readonly issuer: string;
  /** `aud`, exactly. */
  readonly audience: string;
  /** The issuer's public keys: Ed25519 or P-256. */
  readonly keys: JSONWebKeySet | CryptoKey;
  /** The tenants that this issuer may speak for: a token of another is refused, however well signed. `any`: all of this server. */
  readonly tenants: readonly string[] | 'any';
  /** How far the clocks may be apart. At most, and by default, 30 seconds. */
  readonly toleranceS?: number | undefined;
  /** Makes an id of a `sub` that is none, such as an address. Always the same for the same person. */
  readonly personOf?: ((sub: string) => Id) | undefined;
  readonly env?: Pick<Env, 'now'> | undefined;
}

const claimsSchema = v.object({
  iss: v.string(),
  aud: v.union([
    v.string(),
    v.pipe(
      v.strictTuple([v.string()]),
      v.transform(([only]) => only),
    ),
  ]),
  iat: v.pipe(v.number(), v.finite()),
  exp: v.pipe(v.number(), v.finite()),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
  tenant: idSchema,
  name: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

/**
 * Verifies the tokens of one issuer: signed with EdDSA or ES256 by one of its keys, of type
 * `cordee+jwt`, for this audience, valid for 15 minutes at most, about one of its tenants.
 *
 * @throws ValidationError here, not later, when the keys could not protect anything.
 */
export function createTokenVerifier({
  issuer,
  audience,
  keys,
  tenants,
  toleranceS = maxToleranceS,
  personOf = (sub) => sub,
  env = systemEnv,
}: TokenVerifierOptions): VerifyToken {
  const getKey = keyGetter(keys);
  const tolerance = Math.min(Math.max(0, toleranceS), maxToleranceS);
  return async (token) => {
    if (token.length > maxTokenBytes) throw refused('too long');
    // Some decoders take padding too, and then one token has several texts.
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw refused('not a signed JWT');
    checkHeader(decodeProtectedHeader(token));
    for (const part of token.split('.').slice(0, 2)) {
      if (hasDuplicateKeys(Buffer.from(part, 'base64url').toString('utf8')))
        throw refused('one that names a claim twice');
    }
    const { payload } = await jwtVerify(token, getKey, {
      algorithms,
      issuer,
      audience,
      typ: tokenType,
      clockTolerance: tolerance,
      currentDate: new Date(env.now()),
      requiredClaims: ['iss', 'aud', 'iat', 'exp', 'sub', 'tenant'],
    });
    const claims = checkClaims(payload);
    if (claims.aud !== audience) throw refused('another audience');
    if (tenants !== 'any' && !tenants.includes(claims.tenant)) throw refused("a tenant that is not the issuer's");
    const lifetime = claims.exp - claims.iat;
    if (lifetime <= 0 || lifetime > maxLifetimeS) throw refused('valid for too long');
    if (claims.iat > env.now() / 1_000 + tolerance) throw refused('from the future');
    const person = personOf(claims.sub);
    if (!v.is(idSchema, person)) throw refused('its sub is not an id');
    return {
      tenant: claims.tenant,
      person,
      expiresAt: (claims.exp + tolerance) * 1_000,
      issuedAtS: claims.iat,
      // The directory's spelling keeps nobody out: a name that could pass for another's is none.
      ...(v.is(personNameSchema, claims.name) ? { name: claims.name } : {}),
    };
  };
}

function checkHeader(header: ProtectedHeaderParameters): void {
  if (header.typ !== tokenType) throw refused('another type');
  if (!Object.keys(header).every((name) => headerNames.includes(name))) throw refused('a header that is not known');
  if (header.kid !== undefined && typeof header.kid !== 'string') throw refused('a key id that is no text');
}

function checkClaims(payload: JWTPayload): v.InferOutput<typeof claimsSchema> {
  const parsed = v.safeParse(claimsSchema, payload);
  if (!parsed.success) throw refused('claims that are not as they must be');
  return parsed.output;
}

const refused = (why: string): CordeeError => new CordeeError('CORDEE_SYNC_AUTH', `The token is ${why}.`);

function keyGetter(keys: JSONWebKeySet | CryptoKey): JWTVerifyGetKey {
  if (!('keys' in keys)) {
    if (keys.type !== 'public') throw wrongKeys('keys', 'Give the public key: a private one has no place here.');
    return async () => keys;
  }
  if (keys.keys.length === 0) throw wrongKeys('keys', 'Give at least one public key.');
  for (const [at, key] of keys.keys.entries()) {
    const isKnown = (key.kty === 'OKP' && key.crv === 'Ed25519') || (key.kty === 'EC' && key.crv === 'P-256');
    if (!isKnown) throw wrongKeys(`keys.${at}`, 'Use an Ed25519 or a P-256 key.');
    if (key.d !== undefined) throw wrongKeys(`keys.${at}.d`, 'Give the public key: a private one has no place here.');
  }
  return createLocalJWKSet(keys);
}

const wrongKeys = (path: string, message: string): ValidationError =>
  new ValidationError(`The keys of tokens cannot be used: ${message}`, [{ path, message }]);
