import type { Env } from '../env.js';
import { SyncError } from '../errors.js';

/** Asks the host for a token. `refresh` is true when the one it gave before is no longer good. */
export type TokenFactory = (refresh: boolean) => Promise<string>;

/** The host's token, asked for once however many wait for it, and renewed shortly before it ends. */
export interface TokenKeeper {
  get(): Promise<string>;
  /** The server refused this one: another is needed. */
  spend(token: string): void;
}

export function createTokenKeeper(factory: TokenFactory, env: Pick<Env, 'elapsed'>): TokenKeeper {
  let held: { readonly token: string; readonly endsAt: number } | undefined;
  let asking: Promise<string> | undefined;
  let wasGiven = false;
  let owner: string | undefined;

  async function ask(): Promise<string> {
    let token: unknown;
    try {
      token = await factory(wasGiven);
    } catch (cause) {
      // What `fetch` throws without a network is a TypeError.
      const code = cause instanceof TypeError ? 'CORDEE_SYNC_OFFLINE' : 'CORDEE_SYNC_AUTH';
      throw new SyncError(code, 'The tokenFactory gave no token: see `cause`.', { cause, retryable: true });
    }
    if (typeof token !== 'string' || token === '') {
      throw new SyncError('CORDEE_SYNC_AUTH', 'The tokenFactory must give a text.', { retryable: false });
    }
    const claims = claimsOf(token);
    const { sub, tenant } = claims;
    const whose = JSON.stringify([sub, tenant]);
    // On a page where somebody else has logged in, what is here must not become theirs.
    if ((owner ??= whose) !== whose) throw new SyncError('CORDEE_SYNC_AUTH', 'The token is another person’s: make a Cordée for them.', { retryable: false });
    wasGiven = true;
    held = { token, endsAt: env.elapsed() + usableMsOf(claims) };
    return token;
  }

  return {
    async get() {
      if (held && env.elapsed() < held.endsAt) return held.token;
      held = undefined;
      return (asking ??= ask().finally(() => (asking = undefined)));
    },
    spend(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

/** How long a token is good for, by its own claims and not by this device's clock. Unknown: until it is refused. */
function usableMsOf({ exp, iat }: Readonly<Record<string, unknown>>): number {
  if (typeof exp !== 'number' || typeof iat !== 'number') return Infinity;
  const lifeMs = (exp - iat) * 1_000;
  return lifeMs - Math.min(10_000, lifeMs * 0.2);
}

/** What a token says of itself, unverified: good for a hint, never for a permission. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const body = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
