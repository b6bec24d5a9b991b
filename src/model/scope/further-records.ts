import { coachFileSchemas } from './kinds/coach-file-schemas.js';
import { companySchemas } from './kinds/company-schemas.js';
import { journeySchemas } from './kinds/journey-schemas.js';
import { personSchemas } from './kinds/person-schemas.js';
import { practiceSchemas } from './kinds/practice-schemas.js';

/**
 * Records that a first screen does without, of every kind of scope: for a server, which has them at hand. A device
 * keeps them as they came, and fetches the schemas of a kind where it reads that (`load-schemas.ts`).
 */
export const furtherSchemas = {
  ...journeySchemas,
  ...companySchemas,
  ...practiceSchemas,
  ...coachFileSchemas,
  ...personSchemas,
} as const;
