import * as v from './schema.js';
import type { Env } from '../../env.js';

/** A ULID made on the device, or a short name given by a template. Never holds `/`, `:` or `.`. */
export type Id = string;

/** What an id is, for a developer. */
export const idRule = 'Use 1 to 96 letters, digits, "-" or "_".';
export const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,95}$/, idRule));

/** Whether a text can be an id. */
export const isId = (text: string): boolean => v.is(idSchema, text);

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new ULID: 48 bits of time then 80 of chance, so that ids sort roughly by age. */
export function createId(env: Pick<Env, 'now' | 'randomBytes'>): Id {
  let time = Math.max(0, Math.floor(env.now()));
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = crockford.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of env.randomBytes(16)) tail += crockford.charAt(byte % 32);
  return head + tail;
}
