import { CordeeMine } from '../deprecated/mine.js';
import { CordeeExport } from '../export/export.js';
import { CordeeHours } from '../hours/hours.js';
import { CordeePersonal } from '../personal/personal.js';
import { CordeePace } from '../pace/pace.js';
import { CordeePlan } from '../plan/plan.js';
import { CordeePlans } from '../plans/plans.js';

/** What is the reader's own. */
export const elements = {
  personal: CordeePersonal,
  mine: CordeeMine,
  hours: CordeeHours,
  pace: CordeePace,
  plans: CordeePlans,
  plan: CordeePlan,
  export: CordeeExport,
};
