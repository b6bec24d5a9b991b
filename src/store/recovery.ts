/** What a store needs when the server makes it begin anew or a disk fails, in one piece. */
export { createMemoryDatabase } from './memory-database.js';
export { mendParts } from './mend-parts.js';
export { renumber } from './renumber.js';
export { makeRoom, moveToMemory } from './rescue.js';
export { storeReset } from './reset.js';
