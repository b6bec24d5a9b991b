/** A stamp as the server keeps it: `<12 hex ms><4 hex counter>:<replica>`. Devices get what is before the colon. */
export type StoredStamp = string;

const maxTick = 0xffff;

/** The sortable text of a moment. Fixed width, so that comparing texts compares moments. */
const textOf = (ms: number, tick: number): string =>
  Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0') + tick.toString(16).padStart(4, '0');

export const createStamp = (ms: number, replica: string): StoredStamp => `${textOf(ms, 0)}:${replica}`;

/** The stamp of an edit that goes after `stored`, whatever its own time says. */
export function stampAfter(stored: StoredStamp, ms: number, replica: string): StoredStamp {
  const own = textOf(ms, 0);
  const before = publicStamp(stored);
  if (own > before) return `${own}:${replica}`;
  const beforeMs = Number.parseInt(before.slice(0, 12), 16);
  const tick = Number.parseInt(before.slice(12), 16);
  return `${tick < maxTick ? textOf(beforeMs, tick + 1) : textOf(beforeMs + 1, 0)}:${replica}`;
}

/** What a device may see of a stamp, and echoes in `seen`. */
export const publicStamp = (stored: StoredStamp): string => stored.slice(0, 16);

/** The moment that a stamp says, in milliseconds since 1970; 0 for none. */
export const timeOfStamp = (stored: StoredStamp): number => Number.parseInt(stored.slice(0, 12), 16) || 0;

const replicaOf = (stored: StoredStamp): string => stored.slice(17);

/**
 * Whether an edit wins over what is stored. Causality beats time: who had seen the stored value, or
 * wrote it, wins. Otherwise the later edit wins, and the replica's name decides a tie.
 */
export function winsOver(
  stored: StoredStamp | undefined,
  edit: { readonly ms: number; readonly replica: string; readonly seen: string | undefined },
): boolean {
  if (stored === undefined || publicStamp(stored) === edit.seen || replicaOf(stored) === edit.replica) return true;
  const time = timeOfStamp(stored);
  return edit.ms === time ? edit.replica > replicaOf(stored) : edit.ms > time;
}

const longestElapsedMs = 90 * 86_400_000;

/**
 * When an operation was written, by the server's clock: only the time that passed on the device
 * since then counts, so a device a year fast or slow is right. An operation from before the
 * device's clock jumped is dated now; so is one "from the future"; none is older than 90 days.
 */
export function editTimeOf(
  op: { readonly raw: number; readonly clk: number },
  push: { readonly rawNow: number; readonly clk: number },
  serverNow: number,
): number {
  if (op.clk !== push.clk) return serverNow;
  const elapsed = Math.min(Math.max(0, push.rawNow - op.raw), longestElapsedMs);
  return Math.floor(serverNow - elapsed);
}
