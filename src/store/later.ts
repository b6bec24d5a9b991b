/** What a store needs after a first sync, in one piece: what a person writes, journeys that come anew, and help in need. */
export { commitChanges } from './local-changes.js';
export { createMemoryDatabase } from './memory-database.js';
export { renumber } from './renumber.js';
export { storeReset } from './reset.js';
export { makeRoom, moveToMemory } from './rescue.js';
