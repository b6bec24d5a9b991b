import { defineElement } from '../registry/define-element.js';
import { CordeeScheduled } from './scheduled.js';

defineElement('scheduled', CordeeScheduled);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-scheduled': CordeeScheduled;
  }
}
