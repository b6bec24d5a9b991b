import { defineElement } from '../registry/define-element.js';
import { CordeeLeave } from './leave.js';

defineElement('leave', CordeeLeave);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-leave': CordeeLeave;
  }
}
