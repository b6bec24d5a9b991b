/** How long the server has not answered, and whether somebody looks. */
export interface Outage {
  /** Failed tries in a row, from 1. */
  readonly tries: number;
  readonly sinceMs: number;
  readonly isVisible: boolean;
}

const minuteMs = 60_000;
/** No server's or proxy's word makes us wait longer. */
export const longestWaitMs = 15 * minuteMs;

/**
 * How long to wait before the next try. It doubles from one second, with jitter, so that a server
 * that comes back is not met by all at once. While somebody looks at the page the wait stays short
 * at first: they see their words leave within seconds of the network's return.
 *
 * @param random Uniform in [0, 1).
 */
export function retryDelayMs({ tries, sinceMs, isVisible }: Outage, random: number): number {
  const cap = !isVisible ? 5 * minuteMs : sinceMs < minuteMs ? 3_500 : 30_000;
  return Math.round(Math.min(cap, 1_000 * 2 ** Math.min(tries - 1, 10)) * (0.5 + random / 2));
}
