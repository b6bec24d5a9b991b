import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';
import { type Issue, ValidationError } from '../../src/errors.js';
import { smallestGroup } from '../../src/model/access/permissions.js';
import { type EdgeConfig, readEdge } from './edge-config.js';
import type { StorageOptions } from '../storage/open-storage.js';

/** How the server of `main.ts` starts. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly database: StorageOptions;
  /** Where copies of a folder's database go, once a day. */
  readonly backupFolder: string | undefined;
  readonly issuer: string;
  readonly audience: string;
  readonly tenants: readonly string[];
  readonly keys: JSONWebKeySet;
  readonly allowedOrigins: readonly string[];
  /** How many people a figure for the company is made of at least. */
  readonly smallestGroup: number;
  readonly edge: EdgeConfig;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment variables.
 *
 * @throws ValidationError with one sentence for each variable that is wrong, all at once.
 */
export function readConfig(variables: Variables): Config {
  const issues: Issue[] = [];
  const read = <T>(
    name: string,
    remedy: string,
    parse: (text: string) => T | undefined,
    fallback?: string,
  ): T | undefined => {
    const text = variables[name]?.trim() || fallback;
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined)
      issues.push({ path: name, message: `${name} ${text === undefined ? 'is missing' : 'is wrong'}: ${remedy}` });
    return value;
  };
  const port = read('PORT', 'give a number from 0 to 65535.', portOf, '8787');
  const host = read('HOST', 'give an address to listen on.', text, '127.0.0.1');
  const connections = read(
    'CORDEE_DB_CONNECTIONS',
    'give the number of connections of this node to PostgreSQL, 2 to 200.',
    countOf,
    '12',
  );
  const database: StorageOptions | undefined = variables['DATABASE_URL']?.trim()
    ? read(
        'DATABASE_URL',
        'give the connection of the serving role, such as postgres://cordee_app:secret@host/cordee.',
        (url) => databaseOf(url, connections),
      )
    : read(
        'CORDEE_DATA_DIR',
        'give the folder of the database, which is made if it does not exist; or a PostgreSQL server in DATABASE_URL.',
        (dataFolder) => ({ dataFolder }),
      );
  const issuer = read('CORDEE_ISSUER', 'give the "iss" of the tokens, exactly.', text);
  const audience = read('CORDEE_AUDIENCE', 'give the "aud" of the tokens, exactly.', text);
  const tenants = read(
    'CORDEE_TENANTS',
    'give the tenants that this issuer may speak for, with commas between.',
    listOf,
  );
  const keys = read(
    'CORDEE_JWKS',
    "give the issuer's public keys, as a JSON Web Key Set or the path of a file that holds one.",
    keysOf,
  );
  const allowedOrigins = read(
    'CORDEE_ALLOWED_ORIGINS',
    'give origins such as https://learn.example, with commas between.',
    originsOf,
    'none',
  );
  const group = read(
    'CORDEE_SMALLEST_GROUP',
    'give how many people a figure is made of at least, 5 to 999.',
    groupOf,
    '8',
  );
  const edge = readEdge(read);
  if (
    edge === undefined ||
    group === undefined ||
    port === undefined ||
    host === undefined ||
    database === undefined ||
    connections === undefined ||
    issuer === undefined ||
    audience === undefined ||
    tenants === undefined ||
    keys === undefined ||
    allowedOrigins === undefined
  ) {
    throw new ValidationError('The server cannot start as it is configured.', issues);
  }
  return {
    port,
    host,
    database,
    backupFolder: variables['CORDEE_BACKUP_DIR']?.trim() || undefined,
    issuer,
    audience,
    tenants,
    keys,
    allowedOrigins,
    smallestGroup: group,
    edge,
  };
}

const text = (value: string): string => value;

const portOf = (value: string): number | undefined =>
  /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;

const countOf = (value: string): number | undefined =>
  /^\d{1,3}$/.test(value) && Number(value) >= 2 && Number(value) <= 200 ? Number(value) : undefined;

const groupOf = (value: string): number | undefined =>
  /^\d{1,3}$/.test(value) && Number(value) >= smallestGroup ? Number(value) : undefined;

const databaseOf = (databaseUrl: string, connections: number | undefined): StorageOptions | undefined =>
  /^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl) ? { databaseUrl, connections } : undefined;

function listOf(value: string): readonly string[] | undefined {
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length > 0 ? items : undefined;
}

function originsOf(value: string): readonly string[] | undefined {
  if (value === 'none') return [];
  const origins = listOf(value);
  return origins?.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin) ? origins : undefined;
}

function keysOf(value: string): JSONWebKeySet | undefined {
  try {
    const keys: unknown = JSON.parse(value.startsWith('{') ? value : readFileSync(value, 'utf8'));
    return typeof keys === 'object' && keys !== null && 'keys' in keys && Array.isArray(keys.keys)
      ? (keys as JSONWebKeySet)
      : undefined;
  } catch {
    return undefined;
  }
}
