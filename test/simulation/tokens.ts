import type { Subject } from '../../server/identity/auth.js';

const lifeMs = 15 * 60_000;

/** A token as hosts give them, but for the signature. */
export function makeToken(tenant: string, person: string, nowMs: number): string {
  const claims = { sub: person, tenant, iat: Math.floor(nowMs / 1_000), exp: Math.floor((nowMs + lifeMs) / 1_000) };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
}

export function readToken(token: string): Subject | undefined {
  try {
    const { sub, tenant, exp } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    ) as Record<string, unknown>;
    if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof exp !== 'number') return undefined;
    return { tenant, person: sub, expiresAt: exp * 1_000 };
  } catch {
    return undefined;
  }
}
