import { defineElement } from '../internal/define-element.js';
import { CordeeHours } from './hours.js';

defineElement('hours', CordeeHours);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-hours': CordeeHours;
  }
}
