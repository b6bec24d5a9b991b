import type { Planted } from '../world.js';

/** A defect that could be in the product, put in front of one of its ports. */
export interface PlantedDefect {
  readonly name: string;
  readonly make: () => Planted;
}
