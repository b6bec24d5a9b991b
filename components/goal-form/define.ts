import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeGoalForm } from './goal-form.js';

defineElement('goal-form', CordeeGoalForm);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-goal-form': CordeeGoalForm;
  }
}
