import { defineElement } from '../registry/define-element.js';
import { CordeePace } from './pace.js';

defineElement('pace', CordeePace);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-pace': CordeePace;
  }
}
