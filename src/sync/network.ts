/** What only a network makes useful: fetched when the first cycle begins, so that the first screen does not wait for it. */
export { createHttpAdapter } from './http-adapter.js';
export { followPokes } from './poke-follower.js';
export { runCycle } from './sync-cycle.js';
