import { defineElement } from '../registry/define-element.js';
import { CordeeWhoReads } from './who-reads.js';

defineElement('who-reads', CordeeWhoReads);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-who-reads': CordeeWhoReads;
  }
}
