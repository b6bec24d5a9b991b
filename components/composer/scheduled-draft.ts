import type { DraftWords } from '../../src/index.js';
import type { Destination } from '../client/post.js';
import { namedDestination } from './destination.js';
import type { Prepared } from './prepare.js';

/**
 * Words that wait on this device until their reader is up, as the draft that holds them.
 *
 * @param from Where they were written: two texts from there may wait for the same morning.
 */
export function scheduledDraft(
  { body, audience }: Prepared,
  { from, to, opensAtMs }: { readonly from: string; readonly to: Destination; readonly opensAtMs: number },
): { readonly name: string; readonly words: DraftWords } {
  const at = new Date(opensAtMs).toISOString();
  return {
    name: ['later', at, from, crypto.getRandomValues(new Uint32Array(2)).join('-')].join('/'),
    words: {
      text: body.text,
      form: body.form,
      audience,
      later: { at, to: { ...namedDestination(to), ...(body.lang === undefined ? {} : { lang: body.lang }) } },
    },
  };
}
