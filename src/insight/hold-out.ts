/** The share of nudges that are decided and not sent, so that their effect can be known. */
export const holdOutShare = 0.1;

/**
 * Whether this decision is held out: the same id and seed always draw the same.
 *
 * A seed keeps the draws of two programmes apart. This is a die, not a secret.
 */
export const isHeldOut = (decision: string, seed: string): boolean => draw(`${seed}\n${decision}`) < holdOutShare;

/** FNV-1a over UTF-16, then stirred, since neighbouring ids differ in their last letters only. In [0, 1). */
function draw(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
