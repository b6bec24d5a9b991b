import { fetchLater } from './store/fetch-later.js';
import { fetchPush } from './sync/fetch-push.js';

/** The code that a person writes with: the verbs of what a first screen opens, what stores their words and what sends them. */
export const fetchWritingCode = () => Promise.all([import('./opened.js'), fetchLater(), fetchPush()]);
