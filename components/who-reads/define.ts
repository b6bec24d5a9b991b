import { defineElement } from '../internal/define-element.js';
import { CordeeWhoReads } from './who-reads.js';

defineElement('who-reads', CordeeWhoReads);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-who-reads': CordeeWhoReads;
  }
}
