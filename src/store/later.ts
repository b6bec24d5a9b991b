/** What a store needs after a first sync, in one piece: what a person writes, and help in need. */
export { commitChanges } from './local-changes.js';
export { createMemoryDatabase } from './memory-database.js';
export { renumber } from './renumber.js';
export { makeRoom, moveToMemory } from './rescue.js';
