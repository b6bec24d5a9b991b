import '../avatar/define.js';
import '../invite/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeCircle } from './circle.js';

defineElement('circle', CordeeCircle);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-circle': CordeeCircle;
  }
}
