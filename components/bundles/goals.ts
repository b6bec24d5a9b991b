import { CordeeGoal } from '../goal/goal.js';
import { CordeeGoalForm } from '../goal-form/goal-form.js';
import { CordeeGoals } from '../goals/goals.js';

/** What the person aims at. */
export const elements = { goals: CordeeGoals, goal: CordeeGoal, 'goal-form': CordeeGoalForm };
