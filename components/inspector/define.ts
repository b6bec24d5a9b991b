import { defineElement } from '../registry/define-element.js';
import { CordeeInspector } from './inspector.js';

defineElement('inspector', CordeeInspector);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-inspector': CordeeInspector;
  }
}
