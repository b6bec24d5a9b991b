import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';

/** How the edge of the server is set: what stands in front, and who looks after it. */
export interface EdgeConfig {
  readonly socketsPerAddress: number;
  readonly proxies: number;
  readonly guestKey: JWK | undefined;
  /** A port for whoever looks after the server, with the token that opens it. */
  readonly operations: { readonly port: number; readonly token: string } | undefined;
}

/** Reads one variable: gives its value, or notes what is wrong with it and gives nothing. */
export type ReadVariable = <T>(
  name: string,
  remedy: string,
  parse: (text: string) => T | undefined,
  fallback?: string,
) => T | undefined;

const none = 'none';

/** Undefined when a variable is wrong, which `read` has noted. */
export function readEdge(read: ReadVariable): EdgeConfig | undefined {
  const proxies = read(
    'CORDEE_PROXIES',
    'give how many proxies of yours stand in front, from 0 to 9; their X-Forwarded-For is believed.',
    digitsOf(/^\d$/),
    '0',
  );
  const socketsPerAddress = read(
    'CORDEE_SOCKETS_PER_ADDRESS',
    'give how many connections one address may hold, from 1 to 99999.',
    digitsOf(/^[1-9]\d{0,4}$/),
    '200',
  );
  const guestKey = read(
    'CORDEE_GUEST_KEY',
    'give a private Ed25519 key as a JSON Web Key, or the path of a file that holds one.',
    guestKeyOf,
    none,
  );
  const operationsPort = read('CORDEE_OPS_PORT', 'give a number from 0 to 65535, another than PORT.', portOrNone, none);
  const operationsToken = read(
    'CORDEE_OPS_TOKEN',
    'give a secret of 32 characters or more.',
    tokenOf,
    typeof operationsPort === 'number' ? undefined : none,
  );
  if (
    proxies === undefined ||
    socketsPerAddress === undefined ||
    guestKey === undefined ||
    operationsPort === undefined ||
    operationsToken === undefined
  )
    return undefined;
  return {
    proxies,
    // Behind a proxy all come from its address.
    socketsPerAddress: proxies > 0 ? Infinity : socketsPerAddress,
    guestKey: guestKey === none ? undefined : guestKey,
    operations: operationsPort === none ? undefined : { port: operationsPort, token: operationsToken },
  };
}

const digitsOf =
  (pattern: RegExp) =>
  (text: string): number | undefined =>
    pattern.test(text) ? Number(text) : undefined;

const portOrNone = (text: string): number | typeof none | undefined =>
  text === none ? none : /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;

const tokenOf = (text: string): string | undefined =>
  text === none || /^[\x21-\x7e]{32,1000}$/.test(text) ? text : undefined;

function guestKeyOf(text: string): JWK | typeof none | undefined {
  if (text === none) return none;
  try {
    const key = JSON.parse(text.startsWith('{') ? text : readFileSync(text, 'utf8')) as Partial<JWK> | null;
    return key?.kty === 'OKP' && key.crv === 'Ed25519' && typeof key.x === 'string' && typeof key.d === 'string'
      ? (key as JWK)
      : undefined;
  } catch {
    return undefined;
  }
}
