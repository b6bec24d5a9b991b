import { defineElement } from '../registry/define-element.js';
import { CordeeExport } from './export.js';

defineElement('export', CordeeExport);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-export': CordeeExport;
  }
}
