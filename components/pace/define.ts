import { defineElement } from '../internal/define-element.js';
import { CordeePace } from './pace.js';

defineElement('pace', CordeePace);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-pace': CordeePace;
  }
}
