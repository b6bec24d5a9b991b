import { createHash } from 'node:crypto';
import type { Env } from '../../src/env.js';

/** 256 bits of chance, in 43 characters that an address can hold. */
export const createSecret = (env: Pick<Env, 'randomBytes'>): string =>
  Buffer.from(env.randomBytes(32)).toString('base64url');

/** What is kept of a secret: with so much chance in it, nothing slower is needed. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
