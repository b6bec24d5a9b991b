import type { Env } from '../env.js';
import type { DatabaseWriter } from './database.js';
import { readIdentity, writeIdentity } from './rows.js';
import type { ClockPair } from './store.js';

/** A measure may be off by so much for its way through the network, and a clock by a thousandth of the time since the last. */
const clockSlackMs = 10_000;
const clockDrift = 0.001;
const measureEveryMs = 60_000;

/**
 * [SY20] Begins another era of this device's clock when as much time has not passed on it as on the
 * server's since both were last compared. A sleep passes on both, so it is no jump.
 */
export async function noteClock(tx: DatabaseWriter, env: Env, clock: ClockPair): Promise<void> {
  const identity = await readIdentity(tx, env);
  const { clk, clock: last } = identity;
  const passedMs = clock.server - (last?.server ?? -Infinity);
  const offMs = last ? Math.abs(passedMs - (clock.device - last.device)) : 0;
  const isJump = offMs > clockSlackMs + Math.abs(passedMs) * clockDrift;
  if (isJump || Math.abs(passedMs) > measureEveryMs)
    writeIdentity(tx, { ...identity, clk: isJump ? clk + 1 : clk, clock });
}
