import '../goal-form/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeGoal } from './goal.js';

defineElement('goal', CordeeGoal);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-goal': CordeeGoal;
  }
}
