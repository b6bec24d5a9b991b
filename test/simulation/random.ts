/** Chance that falls the same every time for the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(count: number): number;
  happens(chance: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Milliseconds until something that happens every `meanMs` on average. */
  delayMs(meanMs: number): number;
  /** Another stream that owes nothing to how often this one is asked. */
  fork(label: string | number): Random;
}

/** FNV-1a, so that a stream is named by text. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** sfc32, warmed up. */
export function createRandom(seed: string | number): Random {
  const name = String(seed);
  let [a, b, c, d] = [hash(name), hash(`${name}:b`), hash(`${name}:c`), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let turn = 0; turn < 12; turn++) next();
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    happens: (chance) => next() < chance,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    delayMs: (meanMs) => Math.round(-Math.log(1 - next()) * meanMs),
    fork: (label) => createRandom(`${name}/${label}`),
  };
}
