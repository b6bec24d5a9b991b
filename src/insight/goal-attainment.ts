import type { GoalLevel } from '../model/journey/goal.js';

/** A goal as the formula sees it: its weight, and where it stands from -2 to 2. */
export interface AttainedGoal {
  readonly importance: number;
  readonly difficulty: number;
  readonly level: GoalLevel;
}

/** How much the goals of one person are held to move together. */
const correlation = 0.3;

/**
 * Goal attainment T of Kiresuk and Sherman (1968): 50 when all goals are just reached.
 *
 * It compares a person with themself over time, never people with each other. Undefined without a goal.
 */
export function goalAttainment(goals: readonly AttainedGoal[]): number | undefined {
  if (goals.length === 0) return undefined;
  let weighted = 0;
  let weights = 0;
  let squares = 0;
  for (const { importance, difficulty, level } of goals) {
    const weight = importance * difficulty;
    weighted += weight * level;
    weights += weight;
    squares += weight ** 2;
  }
  return 50 + (10 * weighted) / Math.sqrt((1 - correlation) * squares + correlation * weights ** 2);
}
