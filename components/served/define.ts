import { defineElement } from '../registry/define-element.js';
import { CordeeServed } from './served.js';

defineElement('served', CordeeServed);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-served': CordeeServed;
  }
}
