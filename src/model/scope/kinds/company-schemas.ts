import { highlightSchema } from '../../journey/highlight.js';
import { initiativeSchema } from '../../programme/initiative.js';
import { planSchema } from '../../programme/price-plan.js';

/** Of a company: its calendar and its price plans. */
export const companySchemas = {
  highlight: highlightSchema,
  initiative: initiativeSchema,
  pricePlan: planSchema,
} as const;
