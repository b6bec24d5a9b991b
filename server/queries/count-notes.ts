import type { MomentaryQuery } from './query.js';

/** How many notes are kept about the person accompanied. Of whose they are, and of their words, nothing is told. */
export const countNotes: MomentaryQuery<'notes.count'> = {
  answer: async (reader, { tenant }, { journey }) => ({
    notes: (await reader.recordsOf({ tenant, journey }, 'note')).length,
  }),
};
