import type { CompanyEvent } from '../../../src/model/journey/highlight-run.js';

/** A training on 12 November 2026, nine to five in Madrid, unless a test says otherwise. */
export const training = (fields: Partial<CompanyEvent> = {}): CompanyEvent => ({
  uid: 'training-7@valmonte.example',
  sequence: 0,
  kind: 'training',
  title: 'Delegation that holds',
  startsOn: '2026-11-12',
  days: 1,
  startsAt: '2026-11-12T08:00:00.000Z',
  endsAt: '2026-11-12T16:00:00.000Z',
  timeZone: 'Europe/Madrid',
  cancelled: false,
  ...fields,
});

/** The same training on another day. */
export const trainingOn = (day: string, fields: Partial<CompanyEvent> = {}): CompanyEvent =>
  training({ startsOn: day, startsAt: `${day}T08:00:00.000Z`, endsAt: `${day}T16:00:00.000Z`, ...fields });

/** The same training for whole days. */
export const allDay = (fields: Partial<CompanyEvent> = {}): CompanyEvent =>
  training({ startsAt: undefined, endsAt: undefined, ...fields });
