import { defineElement } from '../registry/define-element.js';
import { CordeeHours } from './hours.js';

defineElement('hours', CordeeHours);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-hours': CordeeHours;
  }
}
