export { createDrafts } from './drafts.js';
export { createNews } from './news.js';
export { createOwnWords } from './own-words.js';
export { createMoments } from './moments.js';
