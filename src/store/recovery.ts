/** What a store needs when the server makes it begin anew or a disk fails, in one piece. */
export { createMemoryDatabase } from './memory-database.js';
export { mendParts } from './mend-parts.js';
export { renumber } from './renumber.js';
export { makeRoom, moveToMemory } from './storage-recovery.js';
export { storeReset } from './reset.js';
