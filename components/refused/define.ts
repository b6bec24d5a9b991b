import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeRefused } from './refused.js';

defineElement('refused', CordeeRefused);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-refused': CordeeRefused;
  }
}
