import { commandDefects } from './command-defects.js';
import { deviceDefects } from './device-defects.js';
import type { PlantedDefect } from './planted-defect.js';
import { serverDefects } from './server-defects.js';
import { sharedDefects } from './shared-defects.js';

/** Every defect that the simulation must notice. */
export const plantedDefects: readonly PlantedDefect[] = [
  ...serverDefects,
  ...deviceDefects,
  ...commandDefects,
  ...sharedDefects,
];
