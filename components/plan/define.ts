import { defineElement } from '../registry/define-element.js';
import { CordeePlan } from './plan.js';

defineElement('plan', CordeePlan);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-plan': CordeePlan;
  }
}
