import type { CompanyEvent } from '../../../src/model/highlight-run.js';

/** A training on 12 November 2026, nine to five in Madrid, unless a test says otherwise. */
export const training = (fields: Partial<CompanyEvent> = {}): CompanyEvent => ({
  id: 'ev-1', uid: 'training-7@valmonte.example', sequence: 0, kind: 'training', title: 'Delegation that holds',
  startsAt: '2026-11-12T08:00:00.000Z', endsAt: '2026-11-12T16:00:00.000Z', timeZone: 'Europe/Madrid', state: 'announced', ...fields,
});
