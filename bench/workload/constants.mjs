// What page and driver both go by.
export const dayMs = 86_400_000;
/** The moment at which all is measured, so that "thirty days" means the same in each run. */
export const nowMs = Date.parse('2026-11-16T09:30:00Z');
export const sinceMs = nowMs - 30 * dayMs;
export const tenant = 'asterion';
/** Whose device it is: the coach of every journey. */
export const coach = 'marc';
export const templateId = 'forty-steps';
export const templateVersion = '1.0.0';
export const templateJourney = `template:${templateId}:${templateVersion}`;
export const recordsPerJourney = 3_400;
/** As many as the server puts in one page of a pull. */
export const pageRecords = 500;
/** Threads that are open, and remote changes that arrive at once. */
export const openThreads = 20;
export const remoteChanges = 200;

export const membershipIdOf = (journey, place) => `${journey}-m${String(place).padStart(2, '0')}`;
/** The coach's place in every journey. */
export const coachPlace = 1;
