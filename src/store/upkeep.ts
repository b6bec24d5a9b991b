/** What only a server's answer or a quiet moment needs: fetched then, so that the first screen does not wait for it. */
export { packJourney, seal } from './pack-journey.js';
export { renumber } from './renumber.js';
export { storeAnswers, storeUpdate } from './server-updates.js';
