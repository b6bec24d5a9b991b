import '../goal/define.js';
import '../goal-form/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeGoals } from './goals.js';

defineElement('goals', CordeeGoals);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-goals': CordeeGoals;
  }
}
