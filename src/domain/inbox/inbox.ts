export { createDrafts } from './drafts.js';
export { createNews } from './news.js';
export { createOwnWords } from './own-contributions.js';
export { createMoments } from './moments.js';
