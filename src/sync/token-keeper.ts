import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { type Id, isId } from '../model/value/ids.js';
import type { Whose } from '../protocol/messages.js';

/** Asks the host for a token. `refresh` is true when the one it gave before is no longer good. */
export type TokenFactory = (refresh: boolean) => Promise<string>;

/** The host's token, asked for once however many wait for it, and renewed shortly before it ends. */
export interface TokenKeeper {
  /** @throws SyncError `CORDEE_SYNC_AUTH` when the host gives none, or one that is another person's by what it says. */
  get(): Promise<string>;
  /** The server refused this one: another is needed. */
  spend(token: string): void;
  /** Whether only the server can say that this token is the person's: an issuer may call them otherwise than the server does. */
  isDoubtful(token: string): boolean;
  /**
   * Compares what the server says of a token with whose it must be.
   *
   * @param whose Undefined when the server is of a version that does not say it: then the token's own words decide.
   * @throws SyncError `CORDEE_SYNC_AUTH` when it is another person's: then it is spent.
   */
  confirm(token: string, whose: Whose | undefined): void;
}

/** @param user Whose tokens they must be. Without it, whoever the first one names. */
export function createTokenKeeper(
  factory: TokenFactory,
  env: Pick<Env, 'elapsed'>,
  user?: { readonly tenant: string; readonly id: Id },
): TokenKeeper {
  let held: { readonly token: string; readonly endsAt: number } | undefined;
  let asking: Promise<string> | undefined;
  let wasGiven = false;
  let owner = user;
  /** The token of which the server has said whose it is: it is not asked again. */
  let confirmed: string | undefined;
  /** Subject that the server has said to be this person, or that must be believed. */
  let known = user?.id;

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
    wasGiven = true;
    const claims = claimsOf(token);
    const { sub, tenant } = claims;
    if (!owner && typeof sub === 'string' && typeof tenant === 'string') {
      owner = { tenant, id: sub };
      known = sub;
    }
    // On a page where somebody else has logged in, what is here must not become theirs. How an issuer names people may differ from `user`, a tenant never does.
    if (owner && ((tenant !== undefined && tenant !== owner.tenant) || (!user && sub !== known))) throw notTheirs();
    held = { token, endsAt: env.elapsed() + usableMsOf(claims) };
    return token;
  }

  const spend = (token: string): void => {
    if (held?.token === token) held = undefined;
  };

  return {
    async get() {
      if (held && env.elapsed() < held.endsAt) return held.token;
      held = undefined;
      return (asking ??= ask().finally(() => (asking = undefined)));
    },
    spend,
    isDoubtful(token) {
      if (token === confirmed) return false;
      const { sub, tenant } = claimsOf(token);
      return owner !== undefined && (sub === undefined || sub !== known || tenant !== owner.tenant);
    },
    confirm(token, whose) {
      const { sub } = claimsOf(token);
      // A server that does not say it: a subject that is an id is the person's own; one that is none is called otherwise there, and the first is believed.
      const isOwners = whose
        ? whose.tenant === owner?.tenant && whose.person === owner.id
        : sub === undefined || sub === known || (known === user?.id && !isId(String(sub)));
      if (owner && !isOwners) {
        spend(token);
        throw notTheirs();
      }
      confirmed = token;
      if (typeof sub === 'string') known = sub;
    },
  };
}

/** With the status of a token that the server refuses: the person must sign in. */
const notTheirs = (): SyncError =>
  new SyncError('CORDEE_SYNC_AUTH', 'The token is another person’s: sign in again.', { status: 401, retryable: false });

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
